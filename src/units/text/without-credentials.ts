/**
 * Removes what may be a password from messages that others wrote, such as the errors of a database driver.
 *
 * Not promised: that a password is found which stands alone in a message, or which has a space or a quotation mark in an address. Whoever
 * knows the address can search the message for the password itself.
 */

/** An address with user information, a query, a fragment or percent-encoding. Where a password ends is not always known, so all but the scheme is removed. */
const ADDRESS = /(\b[a-z][\w+.-]{0,30}:\/\/)[^\s'"<>]*[@?#%][^\s'"<>]*/gi

/** `password=…` as libpq writes it: the value is in quotation marks, or ends at a space. */
const PASSWORD = /((?:password|passwd|passphrase|pwd)\s*=\s*)(?:'(?:[^'\\]|\\.)*'?|"[^"]*"?|[^\s'"]+)/gi

/** The message with `…` in place of each address with more than a place in it, and of the value of each `password=`. */
export const withoutCredentials = (message: string): string => message.replace(ADDRESS, '$1…').replace(PASSWORD, '$1…')
