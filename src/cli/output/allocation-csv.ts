/** The weights of an allocation as comma-separated values with a header, by uid. No field needs quoting. */
import type { AllocationReport } from '../../allocation/report/report.js'

export const allocationCsv = ({ weights }: AllocationReport): readonly string[] => [
  'uid,hotkey,weight',
  ...weights.map(({ uid, hotkey, weight }) => `${uid},${hotkey},${weight}`),
]
