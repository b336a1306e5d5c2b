export { gpuPools } from './gpuPools/gpu-pools.js'
