/** Short stories of commits, each with one thing that befalls them. */
import type { ChainOptions } from '../chain-model.js'
import { CHAIN, run, well } from '../machine.js'
import type { Action } from '../world.js'

export interface Tale {
  readonly chain: ChainOptions
  readonly actions: readonly Action[]
}

const committing: ChainOptions = { ...CHAIN, tempo: 16, commits: { spec: 425, enabled: true, period: 1 } }
const mine = (times: number): readonly Action[] => Array.from({ length: times }, () => ({ do: 'mine' }))
const answer = (manner: Extract<Action, { readonly do: 'answer' }>['manner']): Action => ({ do: 'answer', which: 0, manner })
const crash: Action = { do: 'crash', anew: false }
const switched = (on: boolean): Action => ({ do: 'switch', on })
const asked: readonly Action[] = [{ do: 'see', uid: 5, passes: true }, { do: 'publish' }]
const beacon = (mood: 'works' | 'late' | 'stops'): Action => ({ do: 'beacon', mood })

/** Restored, founded, looked, collected, kept, read, ready to seal, sealed, recorded: the weights are being sent. */
const sending = well(9)

const tale = (chain: Partial<ChainOptions>, ...parts: readonly (Action | readonly Action[])[]): Tale => ({
  chain: { ...committing, ...chain },
  actions: [...well(2), ...parts.flat()],
})
const commits = (changes: Partial<NonNullable<ChainOptions['commits']>>): Partial<ChainOptions> => ({
  commits: { ...committing.commits!, ...changes },
})

export const TALES: Readonly<Record<string, Tale>> = {
  'all is well': tale({}, run(30)),
  'an old runtime': tale(commits({ spec: 293 }), run(30)),
  'an upgrade': tale(commits({ spec: 320 }), run(10), { do: 'upgrade', spec: 425 }, run(30)),
  'an upgrade to payloads with a hotkey': tale(commits({ spec: 293 }), run(10), { do: 'upgrade', spec: 320 }, run(30)),
  'several wait': tale(commits({ period: 2 }), run(8), asked, run(8), asked, run(30)),
  'the tempo becomes short': tale({ ...commits({ period: 2 }) }, run(6), { do: 'tempo', blocks: 4 }, asked, run(30)),
  'the tempo becomes shorter': tale({ ...commits({ period: 2 }) }, run(4), { do: 'tempo', blocks: 10 }, asked, run(30)),
  'the period becomes short': tale(commits({ period: 2 }), run(20), { do: 'period', epochs: 1 }, run(30)),
  'it is switched off': tale(commits({ period: 2 }), run(5), switched(false), asked, run(40)),
  'it is switched off after others are set': tale(commits({ period: 2 }), run(5), switched(false), run(4), asked, run(40)),
  'it is switched on': tale(commits({ enabled: false }), run(10), switched(true), asked, run(30)),
  'it is switched off, and what is armed overwrites others': tale(commits({ period: 2 }), run(2), switched(false), run(8), asked, run(6)),
  'what waits is deleted': tale(commits({ period: 2 }), run(20), { do: 'period', epochs: 1 }),
  'the beacon stops': tale({}, run(3), beacon('stops'), run(40), beacon('works'), run(20)),
  'the beacon stops, and the process dies': tale({}, run(3), beacon('stops'), run(19), crash, run(20)),
  'the permit goes before the reveal': tale({}, run(3), { do: 'permit', given: false }, run(40)),
  'the version is raised': tale({}, run(30), { do: 'version', key: 7 }, run(30)),
  'a permit that is gone': tale({}, run(22), { do: 'permit', given: false }, run(10)),
  'the answer is not heard': tale({}, sending, answer('unheard'), run(30)),
  'it is sent late': tale({}, sending, answer('late'), run(3), { do: 'land' }, run(30)),
  'it is never sent': tale(commits({ period: 2 }), run(8), asked, mine(1), run(1), answer('fails'), run(30)),
  'the process dies before the answer': tale({}, sending, crash, run(30)),
  'the process dies while commits wait': tale(commits({ period: 2 }), run(10), crash, run(40)),
  'somebody commits with the key': tale({}, sending, answer('fails'), { do: 'foreign', way: 'commit' }, run(30)),
  'the same weights are never sent': tale(
    { tempo: 16, ...commits({ period: 2 }) },
    run(24),
    answer('well'),
    answer('well'),
    answer('well'),
    answer('well'),
    answer('fails'),
    run(30),
  ),
}
