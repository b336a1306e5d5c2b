export { uid } from '../scoring/uid.js'
