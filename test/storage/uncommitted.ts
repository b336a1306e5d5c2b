/** The columns of a submission that sets its weights in plain. */
export const UNCOMMITTED = { commit: null, reveal_round: null, reveal_block: null, reveal: null, revealed_block: null } as const
