// What every view is given, and what it says of itself.
import type { Told } from './page'
import type { Sheet } from './sheet'
import type { Slice } from './slice'
import { address, filters, type Options, type State } from './state'

export interface Entry { text: string; href: string }
/** A view's own words: its caption, and the rows of its table twin. */
export interface Saying {
  caption: string
  columns: string[]
  rows: (string | number | Entry)[][]
  /** The years of the picture's own axis; the strip of cover beneath it takes the same. */
  span?: { from: number; to: number }
}
export interface Drawing {
  now: State
  page: Told
  sheet: Sheet
  pairs: Slice
  options: Options
  option: (change: Partial<Options>) => void
  say: (told: Saying) => void
}

/** One sentence to be burned into a picture: the server's own where it gives one. */
export function cite(slice: Slice, address: string): string {
  if (slice.citation) return slice.citation
  const { auxilia, build, release } = slice.ledger
  const held = release ? `release ${release}` : `ledger build ${build}`
  return `auxilia ${auxilia}, ${held}. Sources: ${slice.sources.map((s) => s.id).join(', ')}. ${address}`
}

/** The rows behind a number: the claims, or the figures where the ledger holds no claims. */
export function behind(now: State, page: Told, sheet: Sheet, change: Partial<State> = {}): string {
  const [practice, source, measure, stage] = sheet.key.split('~')
  const kind = sheet.ties ? {} : { practice: [practice!], source: [source!], measure: [measure!], stage: [stage!] }
  const table = page.tables.includes('claims') ? 'claims' : 'figures'
  return address({ ...filters(now), ...kind, table, ...change })
}
