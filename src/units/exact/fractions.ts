/** All that is done with fractions, for one name at the root of the package. Values only: the type has a name of its own there. */
export { fraction, ZERO, ONE, fromDouble, fromDecimal, add, subtract, multiply, divide, sum, compare, equals, gcd } from './fraction.js'
export * from './fraction-rounding.js'
