/** A value that JSON holds, without loss: numbers are finite, and nothing is undefined. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
