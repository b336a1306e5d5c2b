/**
 * The two lines of the Python SDK, which make different weights of the same scores.
 *
 * Source of `10`: releases up to 10.2 (9.8.3 and 10.2.0 were read, their conversion was run). Source of `11`: `intents/weights.py` of the
 * 11 line (its two weight functions were run; it is not proven for its last release).
 */

/** Which releases are reproduced: `10` those up to 10.2, `11` those from 11.0 on. */
export type SdkLine = 10 | 11

/** A choice of the line. */
export interface SdkOptions {
  /** The line that is reproduced; the default is 10. */
  readonly line?: SdkLine
}
