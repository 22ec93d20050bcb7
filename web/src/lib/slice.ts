// The rows behind the views, asked of /explore.json and kept for a while.
import { filters, write, type State } from './state'

export interface Row { readonly [name: string]: string | number | boolean | null }
export interface Column { name: string; type: string; label: string; means: string }
export interface Cover { practice: string; reach: 'whole' | 'part'; first: number; last: number }
export interface Slice {
  ok: true
  address: string
  title: string
  ledger: { kind: string; build: string; built: string; auxilia: string; release: string }
  state: Partial<State>
  table: string
  columns: Column[]
  rows: Row[]
  page: { number: number; size: number; rows: number; pages: number }
  sources: { id: string; title: string; redistribute: string }[]
  notes: string[]
  cover?: Cover[]
  citation?: string
}

/** The server's refusal: what was asked, why not, and what would do. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly parameter: string,
    readonly given: string,
    readonly suggestions: readonly string[],
  ) {
    super(message)
  }
}

const SIZE = 1000
const MOST_PAGES = 25
const MOST_PROVIDERS = 40
const KEPT = 24
const kept = new Map<string, Promise<Slice>>()

/** All rows of a view; those beyond 25,000 are left out and told by `page.rows`. */
export function rowsOf(state: State, view: State['view']): Promise<Slice> {
  return once(write({ ...filters(state), view, size: SIZE }), (query) => whole(query))
}

/**
 * The grid of named ends, counted by the state of its cells, by pair or by year; null where it cannot be told: the states
 * are those of all sources and kinds together, and of at most 40 providers.
 */
export function cellsOf(state: State, view: 'matrix' | 'timeline', provider: readonly string[], recipient: readonly string[]): Promise<Slice> | null {
  const narrowed = state.source.length || state.instrument.length || state.programme.length
  if (narrowed || !provider.length || !recipient.length || provider.length > MOST_PROVIDERS) return null
  const grid: State = { ...filters(state), provider, recipient, table: 'cells', view, size: SIZE, stage: [], measure: [] }
  return once(write(grid), (query) => whole(query))
}

function once(query: string, ask: (query: string) => Promise<Slice>): Promise<Slice> {
  const held = kept.get(query)
  if (held) return held
  const asked = ask(query)
  kept.set(query, asked)
  asked.catch(() => kept.delete(query))
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest) kept.delete(oldest)
  return asked
}

async function whole(query: string): Promise<Slice> {
  const first = await ask(`/explore.json?${query}`)
  const pages = Math.min(first.page.pages, MOST_PAGES)
  const others = Array.from({ length: pages - 1 }, (_, at) => ask(`/explore.json?${query}&page=${at + 2}`))
  const rows = (await Promise.all(others)).flatMap((slice) => slice.rows)
  return { ...first, rows: [...first.rows, ...rows] }
}

async function ask(path: string): Promise<Slice> {
  const answer = await fetch(path)
  const told = await answer.json()
  if (told.ok) return told
  const { message, parameter, given, suggestions, allowed } = told.error
  throw new Refused(message, parameter ?? '', given ?? '', suggestions ?? allowed ?? [])
}
