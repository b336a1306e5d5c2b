/**
 * The words of an error without passwords.
 *
 * A driver may repeat the address that it was given, and an address has a password in it. Words of errors are logged, shown and sent
 * as alerts. What is left out is marked with …, and the host stays, so that the reason can be found.
 */

// Node, Bun and Deno each say it in other words, and each but Node repeats the address.
const INVALID_URL = /invalid url|cannot be parsed as a url/i

// To the last @: a password may have any character in it.
const CREDENTIALS = /:\/\/[^]*@/g

const SETTING = /([\w-]*(?:password|passwd|token|secret)[\w-]*\s*=\s*)('(?:[^'\\]|\\[^])*'|[^\s&]*)/gi

/** A message of a driver, without what only the owner of a database may see. */
export const withoutSecrets = (message: string): string =>
  INVALID_URL.test(message) ? 'the address is not a valid URL' : message.replace(CREDENTIALS, '://…@').replace(SETTING, '$1…')
