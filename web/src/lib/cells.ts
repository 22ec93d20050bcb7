// The states of cells without one-sided assistance, and how they are drawn: hatched, outlined, grey, dotted.
import { plural } from './words'

export type CellState = 'binding' | 'withheld' | 'not_reported' | 'observed_zero' | 'not_covered'
export interface Counts {
  n_observed: number
  n_zero: number
  n_withheld: number
  n_not_reported: number
  n_not_covered: number
}
interface Kind { state: CellState; count: keyof Counts; label: string }

const BINDING: Kind = { state: 'binding', count: 'n_observed', label: 'agreement or exercise alone' }
export const STATES: readonly Kind[] = [
  { state: 'not_reported', count: 'n_not_reported', label: 'not reported' },
  { state: 'observed_zero', count: 'n_zero', label: 'a source says none' },
  { state: 'not_covered', count: 'n_not_covered', label: 'not covered by any source' },
  { state: 'withheld', count: 'n_withheld', label: 'withheld' },
]
export const ALL: readonly Kind[] = [BINDING, ...STATES]

/** The state that a cell of several years shows: what is known best of any of them. */
export function stateOf(counts: Counts): CellState {
  const known = (['n_observed', 'n_withheld', 'n_not_reported', 'n_zero'] as const).find((count) => counts[count] > 0)
  return ALL.find(({ count }) => count === known)?.state ?? 'not_covered'
}

/** The cells in words; `one` is what each of them is, a year of a pair or a pair of a year. */
export function told(counts: Counts, one = 'year'): string {
  const known = ALL.filter(({ count }) => counts[count] > 0)
  const single = known.reduce((sum, { count }) => sum + counts[count], 0) === 1 && one !== 'year'
  const parts = known.map(({ count, label }) => (single ? label : `${plural(counts[count], one)} ${label}`))
  return parts.join(', ') || 'no state in these years'
}
