export { pool } from '../allocation/pool.js'
