export const apportion = 1
