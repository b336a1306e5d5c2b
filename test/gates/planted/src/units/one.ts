export { two } from './two.js'
export const one = 1
