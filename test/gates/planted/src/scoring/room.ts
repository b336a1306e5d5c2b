export const scoring = 1
