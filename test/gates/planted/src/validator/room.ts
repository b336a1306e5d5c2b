export const validator = 1
