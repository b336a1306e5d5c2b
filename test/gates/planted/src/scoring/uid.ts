export const uid = 1
