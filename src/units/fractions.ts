/** All that is done with fractions, for one name at the root of the package. */
export * from './fraction.js'
export * from './fraction-rounding.js'
