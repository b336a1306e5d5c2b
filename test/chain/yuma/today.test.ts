import { describe, expect, test } from 'vitest'
import { EXAMPLES } from '../today.js'
import { ANSWERS, answerOf } from './today.js'

/** Rules that are tested beside their own functions. */
const ELSEWHERE =
  /^(deferral|inconsistent input|set_tempo|next epoch after set_tempo|trigger_epoch|pending emission|MinerBurned|TAO share|emission gate|burn: when|validators' pot|dividends: alpha|dividend of a child|inherited stake|EMA price)/

describe('examples of the epoch as it is today', () => {
  test('each belongs to a rule that is tested here or elsewhere, and each rule here has one', () => {
    for (const example of EXAMPLES)
      expect([example.rule, (answerOf(example) === null) === ELSEWHERE.test(example.rule)]).toEqual([example.rule, true])
    for (const start of Object.keys(ANSWERS)) expect([start, EXAMPLES.some(({ rule }) => rule.startsWith(start))]).toEqual([start, true])
  })

  const mine = EXAMPLES.flatMap((example, i) => {
    const answer = answerOf(example)
    return answer === null ? [] : [[i, example.rule, example, answer] as const]
  })
  test.each(mine)('%i: %s', (_, __, { input, output }, answer) => {
    expect(answer(input, output)).toEqual(output)
  })
})
