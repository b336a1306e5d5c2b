/** Arguments of the user, as messages show them. The address of a store, or a key, may stand in any of them by mistake, so neither passwords nor keys are shown. */
import { plain } from '../../units/text/plain.js'
import { quote } from '../../units/text/quote.js'
import { withoutKeys } from '../../units/text/without-keys.js'
import { withoutCredentials } from '../../units/text/without-credentials.js'

/** A colon before user information, a query or a fragment, also without a scheme. One letter and a colon is the drive of a file. */
const ADDRESS = /^..+:.*[@?#%]/s
const SCHEME = /^[a-z][\w+.-]+:(?:\/\/)?/i

/** A password that is not quoted may have spaces, so all that follows it is removed. */
const PASSWORD = /(password|passwd|pwd)(\s*=).*$/is

const withoutAddress = (text: string): string =>
  withoutKeys(withoutCredentials(ADDRESS.test(text) ? `${SCHEME.exec(text)?.[0] ?? ''}…` : text.replace(PASSWORD, '$1$2…')))

/** An argument that is quoted in any case. */
export const quotedArgument = (text: string): string => quote(withoutAddress(text))

/** An argument that was taken for a name. */
export const shownArgument = (text: string): string => plain(withoutAddress(text))

/** The name of a file, or of standard input. */
export const shownFile = (path: string): string => (path === '-' ? 'standard input' : shownArgument(path))
