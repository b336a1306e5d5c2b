import { largestRemainder } from 'steelyard/apportion'
import * as core from 'steelyard'

export const units: boolean = core.largestRemainder === largestRemainder
