/**
 * Removes what may be a password from messages that others wrote, such as the errors of a database driver. Words of errors are logged, shown
 * and sent as alerts, and a driver may repeat the address that it was given.
 *
 * Not promised: that a password is found which stands alone in a message. Whoever knows the address can search the message for the password
 * itself.
 */

// Node, Bun and Deno each say it in other words, and each but Node repeats the address.
const INVALID_URL = /invalid url|cannot be parsed as a url/i

/** User information, to the last @: a password may have any character in it. */
const USER = /:\/\/[^]*@/g

/** An address with user information, a query, a fragment or percent-encoding. Where a password ends is not always known, so all but the scheme is removed. */
const ADDRESS = /(\b[a-z][\w+.-]{0,30}:\/\/)[^\s'"<>]*[@?#%][^\s'"<>]*/gi

/** `password=…` as libpq writes it, and its like: the value is in quotation marks, or ends at a space or at the next setting of a query. */
const SETTING = /([\w-]*(?:password|passwd|passphrase|pwd|token|secret)[\w-]*\s*=\s*)(?:'(?:[^'\\]|\\[^])*'?|"[^"]*"?|[^\s&]+)/gi

/** The message with `…` in place of each address with more than a place in it, and of the value of each `password=`. */
export const withoutCredentials = (message: string): string =>
  INVALID_URL.test(message)
    ? 'the address is not a valid URL'
    : message.replace(USER, '://…@').replace(SETTING, '$1…').replace(ADDRESS, '$1…')
