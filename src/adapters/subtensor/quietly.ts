/** Stops something of polkadot-api, which throws where it has stopped already or has no connection any more. */
export const quietly = (stop: () => void): void => {
  try {
    stop()
  } catch {
    // It has stopped.
  }
}
