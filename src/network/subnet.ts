/** A subnet as one block shows it: which hotkey has which uid, and who owns the subnet. */
import type * as t from 'io-ts'
import { Coldkey, Hotkey } from '../units/address/hotkey.js'
import { listOf } from '../units/codec/list.js'
import { struct } from '../units/codec/struct.js'
import { Text } from '../units/codec/text.js'
import { Block } from '../units/integer/block.js'
import { U16 } from '../units/integer/u16.js'
import { Uid } from '../units/integer/uid.js'
import { Instant } from '../units/time/instant.js'

/** Where a neuron serves. `serving.ts` says which axons serve. */
export const Axon = struct(
  'an axon { ip, port }',
  {
    /** an IPv4 or IPv6 address; another text does not serve */
    ip: Text,
    /** 0 does not serve */
    port: U16,
  },
  {},
)

/** A uid of the subnet and the hotkey that has it. */
export const Neuron = struct(
  'a neuron',
  {
    /** the slot of the neuron; every uid occurs once */
    uid: Uid,
    /** the key of the neuron; every hotkey occurs once */
    hotkey: Hotkey,
    /** the key of its owner */
    coldkey: Coldkey,
    /** the block at which the hotkey got this uid */
    registered_at_block: Block,
  },
  {
    /** where it serves */
    axon: Axon,
  },
)
export type Neuron = t.TypeOf<typeof Neuron>

/** The keys of the subnet's owner. What is paid to one of these keys is burned. */
export const Owner = struct(
  'an owner { hotkey, coldkey }',
  {
    /** the hotkey of the subnet's owner */
    hotkey: Hotkey,
    /** the coldkey of the subnet's owner */
    coldkey: Coldkey,
  },
  {},
)
export type Owner = t.TypeOf<typeof Owner>

/** The keys of a subnet's document, for documents that have more keys than these. */
export const SUBNET_KEYS = {
  /** the subnet */
  netuid: U16,
  /** the block that the document shows */
  block: Block,
  /** the instant of the document; the window of results ends here */
  at: Instant,
  /** all neurons of the subnet */
  neurons: listOf(Neuron, 'a list of neurons'),
}
/** The keys of a subnet's document that may be missing. */
export const OPTIONAL_SUBNET_KEYS = {
  /** the owner of the subnet; if it is given, the burn target must be one of its neurons */
  owner: Owner,
}

/** A subnet as JSON; other keys are ignored. */
export const SubnetDocument = struct('a subnet', SUBNET_KEYS, OPTIONAL_SUBNET_KEYS)

/** A subnet at a block and an instant; every uid and every hotkey occurs once. */
export type Subnet = t.TypeOf<typeof SubnetDocument>
