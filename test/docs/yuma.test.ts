/** The page on Yuma lists each rule of the epoch with its specs. */
import { expect, test } from 'vitest'
import type { YumaRuleSpan } from '../../src/chain/yuma/index.js'
import { YUMA_RULE_SPANS } from '../../src/chain/yuma/index.js'
import { pageWith } from './page.js'

const spansOf = ({ since, until, unsettled_from }: YumaRuleSpan): string => {
  const span = until === undefined ? `${since} on` : `${since} to ${until}`
  return unsettled_from === undefined ? span : `${span}; not known from ${unsettled_from} to ${since - 1}`
}

test('docs/yuma.md', async () => {
  const rules = Object.entries<YumaRuleSpan>(YUMA_RULE_SPANS).map(([name, span]) => [`\`${name}\``, spansOf(span), span.says])
  await expect(pageWith('docs/yuma.md', { rules: [['rule', 'specs', 'what it says'], ...rules] })).toMatchFileSnapshot('../../docs/yuma.md')
})
