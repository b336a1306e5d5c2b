/**
 * The one decimal.js class of the library.
 *
 * 64 significant digits, half up. A clone of our own, with every other setting at its default, because `Decimal.set` is
 * global and the code that embeds us may have called it.
 */
import { Decimal as Shared } from 'decimal.js'

/** Decimals of 64 significant digits, half up; `Decimal.set` elsewhere does not reach them. */
export type Decimal = Shared
/** Whatever a decimal can be made of: a number by its shortest decimal, a string of digits, a decimal. */
export type DecimalValue = Shared.Value
export const Decimal = Shared.clone({ defaults: true, precision: 64, rounding: Shared.ROUND_HALF_UP })
