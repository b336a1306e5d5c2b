/** The errors with which a call to the simulated chain rejects; the name says why. */
export type SimulatedFailure = 'Unreachable' | 'TransactionLost' | 'AnswerLost' | 'Expired' | 'NotEncodable'

/** An error that has the failure as its name. */
export const simulatedError = (name: SimulatedFailure, message: string): Error => Object.assign(new Error(message), { name })
