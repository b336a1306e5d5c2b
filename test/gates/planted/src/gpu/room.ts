export const gpu = 1
