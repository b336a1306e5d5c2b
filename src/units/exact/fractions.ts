/**
 * All functions on fractions, gathered for the one name `Fractions` at the root of the package. Values only: the type `Fraction`
 * is exported there separately.
 */
export { fraction, ZERO, ONE, fromDouble, fromDecimal, add, subtract, multiply, divide, sum, compare, equals, gcd } from './fraction.js'
export * from './fraction-rounding.js'
