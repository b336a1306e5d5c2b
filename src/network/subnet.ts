/** A subnet as one block shows it: which hotkey has which uid, and who owns the subnet. */
import * as t from 'io-ts'
import { Coldkey, Hotkey } from '../units/address/hotkey.js'
import { struct } from '../units/codec/struct.js'
import { Text } from '../units/codec/text.js'
import { Block } from '../units/integer/block.js'
import { U16 } from '../units/integer/u16.js'
import { Uid } from '../units/integer/uid.js'
import { Instant } from '../units/time/instant.js'

const Axon = struct('an axon { ip, port }', { ip: Text, port: U16 }, {})

/** A uid of the subnet and the hotkey that has it. */
export const Neuron = struct('a neuron', { uid: Uid, hotkey: Hotkey, coldkey: Coldkey, registered_at_block: Block }, { axon: Axon })
export type Neuron = t.TypeOf<typeof Neuron>

/** The keys of the subnet's owner. What is paid to one of these keys is burned. */
export const Owner = struct('an owner { hotkey, coldkey }', { hotkey: Hotkey, coldkey: Coldkey }, {})
export type Owner = t.TypeOf<typeof Owner>

/** The keys of a subnet's document, for documents that have more keys than these. */
export const SUBNET_KEYS = { netuid: U16, block: Block, at: Instant, neurons: t.readonlyArray(Neuron, 'a list of neurons') }
export const OPTIONAL_SUBNET_KEYS = { owner: Owner }

/** A subnet as JSON; other keys are ignored. */
export const SubnetDocument = struct('a subnet', SUBNET_KEYS, OPTIONAL_SUBNET_KEYS)

/** A subnet at a block and an instant; every uid and every hotkey occurs once. */
export type Subnet = t.TypeOf<typeof SubnetDocument>
