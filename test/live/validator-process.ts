/** A validator of //Alice in a process of its own, so that it can be killed: what it logs goes to standard output, a line of JSON each. */
import { DatabaseSync } from '@photostructure/sqlite'
import { sqliteStorage } from '../../src/adapters/sqlite.js'
import { startValidator } from './validator.js'
import { slowClock } from './slow-clock.js'

const [file = '', netuid = '3'] = process.argv.slice(2)
const handle = new DatabaseSync(file)
const storage = await sqliteStorage(handle as never)
const validator = await startValidator({ netuid: Number(netuid), interval: 400, storage, clock: slowClock(), block_seconds: 0.001 })

let told = 0
setInterval(() => {
  for (const log of validator.logs.slice(told)) console.log(JSON.stringify(log))
  told = validator.logs.length
  for (const alert of validator.alerts.splice(0)) console.log(JSON.stringify(alert))
}, 50)
