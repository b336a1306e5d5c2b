/**
 * All functions on fractions, gathered for the one name `Fractions` at the root of the package. Values only: the type `Fraction`
 * is exported there separately.
 */
export { fraction, ZERO, ONE, fromDouble, fromDecimal, add, subtract, multiply, divide, sum, compare, equals } from './fraction.js'
export { gcd } from './gcd.js'
export * from './fraction-rounding.js'
