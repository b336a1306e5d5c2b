/** What drivers write on the errors that they throw. */

export interface ErrorFields {
  readonly code: string
  readonly errcode: number
  readonly message: string
}

/** The fields of anything thrown, empty or 0 where it has none. */
export const errorFields = (error: unknown): ErrorFields => {
  const { code, errcode } = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly code?: unknown
    readonly errcode?: unknown
  }
  return {
    code: typeof code === 'string' ? code : '',
    errcode: typeof errcode === 'number' ? errcode : 0,
    message: error instanceof Error ? error.message : String(error),
  }
}
