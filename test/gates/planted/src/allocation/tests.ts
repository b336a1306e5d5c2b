export { laws } from '../testing/laws.js'
