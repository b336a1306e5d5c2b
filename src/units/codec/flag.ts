import { leaf } from './leaf.js'

/** True or false. */
export const Flag = leaf<boolean, boolean>('true or false', (u): u is boolean => typeof u === 'boolean')
