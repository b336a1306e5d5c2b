/**
 * A subnet as one block shows it: who sits in which slot, and whose subnet it is.
 */
import * as t from 'io-ts'
import { Coldkey, Hotkey } from '../units/address/hotkey.js'
import { struct } from '../units/codec/struct.js'
import { Text } from '../units/codec/text.js'
import { Block } from '../units/integer/block.js'
import { U16 } from '../units/integer/u16.js'
import { Uid } from '../units/integer/uid.js'
import { Instant } from '../units/time/instant.js'

const Axon = struct('an axon { ip, port }', { ip: Text, port: U16 }, {})

/** A slot of the subnet and who sits in it. */
export const Neuron = struct('a neuron', { uid: Uid, hotkey: Hotkey, coldkey: Coldkey, registered_at_block: Block }, { axon: Axon })
export type Neuron = t.TypeOf<typeof Neuron>

/** Whose subnet it is: what is paid to one of these keys burns. */
export const Owner = struct('an owner { hotkey, coldkey }', { hotkey: Hotkey, coldkey: Coldkey }, {})
export type Owner = t.TypeOf<typeof Owner>

/** The keys of a subnet's document, for documents that hold more beside them. */
export const SUBNET_KEYS = { netuid: U16, block: Block, at: Instant, neurons: t.readonlyArray(Neuron, 'a list of neurons') }
export const OPTIONAL_SUBNET_KEYS = { owner: Owner }

/** A subnet as it stands in JSON; keys beyond these are ignored. */
export const SubnetDocument = struct('a subnet', SUBNET_KEYS, OPTIONAL_SUBNET_KEYS)

/** A subnet at a block and an instant; every uid and every hotkey stands once. */
export type Subnet = t.TypeOf<typeof SubnetDocument>
