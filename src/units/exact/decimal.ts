/**
 * The one decimal.js class of the library.
 *
 * It keeps 64 significant digits and rounds half up. It is a clone with every other setting at its default, because
 * `Decimal.set` is global and the embedding program may have called it.
 */
import { Decimal as Shared } from 'decimal.js'

/** Decimals of 64 significant digits, rounded half up. Calls of `Decimal.set` elsewhere do not change them. */
export type Decimal = Shared
/** What a decimal can be made from: a number (by its shortest decimal), a string of digits, or a decimal. */
export type DecimalValue = Shared.Value
export const Decimal = Shared.clone({ defaults: true, precision: 64, rounding: Shared.ROUND_HALF_UP })
