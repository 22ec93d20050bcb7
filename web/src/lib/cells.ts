// The states of cells without a tie, and how they are drawn: hatched, outlined, grey, dotted.
import { plural } from './words'

export type CellState = 'withheld' | 'not_reported' | 'observed_zero' | 'not_covered'
export interface Counts {
  n_observed: number
  n_observed_zero: number
  n_withheld: number
  n_not_reported: number
  n_not_covered: number
}
export const STATES: readonly { state: CellState; label: string }[] = [
  { state: 'not_reported', label: 'not reported' },
  { state: 'observed_zero', label: 'a source says none' },
  { state: 'not_covered', label: 'not covered by any source' },
  { state: 'withheld', label: 'withheld' },
]

/** The state that a cell of several years shows: what is known best of any of them. */
export function stateOf(counts: Counts): CellState {
  if (counts.n_withheld) return 'withheld'
  if (counts.n_not_reported) return 'not_reported'
  return counts.n_observed_zero ? 'observed_zero' : 'not_covered'
}

/** The years of a cell in words. */
export function told(counts: Counts): string {
  const parts = STATES.map(({ state, label }) => [counts[`n_${state}`], label] as const).filter(([years]) => years > 0)
  return parts.map(([years, label]) => `${plural(years, 'year')} ${label}`).join(', ') || 'no state in these years'
}
