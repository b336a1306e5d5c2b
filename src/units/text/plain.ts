import { quote } from './quote.js'

/** Printable ASCII without double quotes. Two spaces in a row would look like the end of a column. */
const PLAIN = /^[!#-~]+(?: [!#-~]+)*$/

/** A name from outside as it is, if a reader can't misread it (`H100`, `RTX 4090`); any other name is quoted. */
export const plain = (name: string): string => (PLAIN.test(name) ? name : quote(name))
