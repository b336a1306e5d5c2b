import { describe, it } from 'vitest'
import { pathways } from '../../../src/policies/pathways/pathways.js'
import { pathwayConfigs, pathwayWorlds } from '../../../src/testing/arbitraries/pathway-worlds.js'
import { testPolicy } from '../../../src/testing/test-policy.js'

testPolicy(pathways(), { describe, it }, { configs: pathwayConfigs, worlds: pathwayWorlds })
