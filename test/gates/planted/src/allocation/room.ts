export const allocation = 1
