/** Why a call to the simulated chain was not answered; the name says which. */
export type SimulatedFailure = 'Unreachable' | 'TransactionLost' | 'AnswerLost' | 'Expired' | 'NotEncodable'

/** An error with the failure for a name. */
export const simulatedError = (name: SimulatedFailure, message: string): Error => Object.assign(new Error(message), { name })
