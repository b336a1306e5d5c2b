/** Time that passes by hand, for the tests of a file that call it: timers are fake, and polkadot-api tells its own troubles to nobody. */
import { afterEach, beforeAll, beforeEach, vi } from 'vitest'

export const inFakeTime = (): void => {
  // Loading a module takes real time.
  beforeAll(() => Promise.all([import('polkadot-api'), import('polkadot-api/ws')]))
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockReturnValue(undefined)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
}
