/**
 * Which nonce the next transaction of an account takes: the lowest from the chain's on that none of ours has which may still get in.
 *
 * Law: it leaves no gap, because a transaction behind a gap is never included. A nonce is given back as soon as its transaction is settled,
 * or nobody knows of it any more: the next one then takes what the chain says. So two transactions may have one nonce, and then at most one of
 * them is included.
 */

/** The nonces of one account on one chain that are taken. */
export interface Nonces {
  /** Takes the lowest free nonce, at least that of the chain. */
  readonly take: (ofChain: number) => number
  readonly giveBack: (nonce: number) => void
}

export const makeNonces = (): Nonces => {
  const taken = new Set<number>()
  return {
    take: (ofChain) => {
      let nonce = ofChain
      while (taken.has(nonce)) nonce++
      taken.add(nonce)
      return nonce
    },
    giveBack: (nonce) => {
      taken.delete(nonce)
    },
  }
}

const shared = new Map<string, Nonces>()

/** The nonces of an account, shared by all chains of this process: a validator of several subnets signs with one hotkey. */
export const noncesOf = (genesis: string, account: string): Nonces => {
  const name = `${genesis} ${account}`
  const found = shared.get(name) ?? makeNonces()
  shared.set(name, found)
  return found
}
