export const laws = 1
