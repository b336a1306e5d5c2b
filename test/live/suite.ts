/** The node for the tests of a file: connected before them, and brought back to its first block when they are over. */
import { afterAll, beforeAll } from 'vitest'
import type { Node } from './node.js'
import { connectNode } from './node.js'

/** The node, and the block at which the tests begin. */
export interface Suite {
  readonly node: () => Node
  readonly begin: () => number
}

export const onNode = (): Suite => {
  let node: Node
  let begin = 0
  beforeAll(async () => {
    node = await connectNode()
    begin = await node.height()
  })
  afterAll(async () => {
    await node.backTo(begin)
    node.close()
  })
  return { node: () => node, begin: () => begin }
}
