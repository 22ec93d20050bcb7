// Rows of pairs made ready for drawing: one kind at a time, so that no two measures or stages share a scale.
import type { Row } from './slice'
import { basis, capital, span, unit } from './words'

export const PRACTICES = ['train', 'equip', 'support'] as const

/** One series of a sheet: a practice in tie-years, or the one kind of figure. */
export interface Series { practice: string; label: string }
export interface Pair {
  provider: string
  providerName: string
  recipient: string
  recipientName: string
  values: number[]
  total: number
  claims: number
  from: number | null
  to: number | null
}
export interface End {
  id: string
  name: string
  values: number[]
  total: number
  claims: number
  partners: number
  from: number | null
  to: number | null
}
/** What one picture shows. `unit` stands after a number; `counted` says what a number is. */
export interface Sheet {
  key: string
  title: string
  unit: string
  counted: string
  ties: boolean
  source: string
  series: Series[]
  pairs: Pair[]
  claims: number
  total: number
}

const KIND = ['practice', 'source', 'measure', 'stage', 'price_basis', 'fiscal'] as const

/** The sheets of a slice of pairs: one of all ties, or one a kind of figure, the most claims first. */
export function sheets(rows: readonly Row[], practices: readonly string[]): Sheet[] {
  if (!rows.length) return []
  if ('n_ties' in rows[0]!) return [tiesSheet(rows, practices)]
  const kinds = new Map<string, Row[]>()
  for (const row of rows) {
    const key = kindKey(row)
    kinds.set(key, [...(kinds.get(key) ?? []), row])
  }
  return [...kinds].map(([key, found]) => figuresSheet(key, found)).sort(byWeight)
}

/** A word for a kind that stands in an address and finds it again. */
export function kindKey(row: Row): string {
  return KIND.map((name) => String(row[name] ?? '')).join('~')
}

export function kindTitle(row: Row): string {
  const told = [unit(text(row, 'measure')), text(row, 'stage').replaceAll('_', ' '), basis(row.price_basis as string | null)]
  return `${capital(text(row, 'practice'))}: ${told.filter(Boolean).join(', ')}`
}

function tiesSheet(rows: readonly Row[], practices: readonly string[]): Sheet {
  const wanted = PRACTICES.filter((p) => !practices.length || practices.includes(p))
  const series = wanted.map((practice) => ({ practice, label: capital(practice) }))
  const counted = 'years in which one-sided assistance is on record'
  return filled({ key: '', title: 'Years on record', unit: 'years', counted, ties: true, source: '', series }, rows, (row) =>
    [wanted.indexOf(row.practice as (typeof PRACTICES)[number]), Number(row.n_ties)],
  )
}

function figuresSheet(key: string, rows: readonly Row[]): Sheet {
  const row = rows[0]!
  const years = row.fiscal ? 'fiscal years' : 'calendar years'
  const head = {
    key,
    title: kindTitle(row),
    unit: unit(text(row, 'measure')),
    counted: `${capital(unit(text(row, 'measure')))}, as ${text(row, 'source')} tells them, added up over ${years}`,
    ties: false,
    source: text(row, 'source'),
    series: [{ practice: text(row, 'practice'), label: capital(text(row, 'practice')) }],
  }
  return filled(head, rows, (found) => [0, Number(found.value)])
}

type Head = Omit<Sheet, 'pairs' | 'claims' | 'total'>

function filled(head: Head, rows: readonly Row[], told: (row: Row) => [number, number]): Sheet {
  const pairs = new Map<string, Pair>()
  for (const row of rows) {
    const [at, value] = told(row)
    if (at < 0) continue
    const pair = heldPair(pairs, row, head.series.length)
    pair.values[at] = (pair.values[at] ?? 0) + value
    pair.total += value
    pair.claims += Number(row.n_claims)
    widen(pair, row.year_from as number | null, row.year_to as number | null)
  }
  const found = [...pairs.values()].sort((a, b) => b.total - a.total || a.provider.localeCompare(b.provider))
  return {
    ...head,
    pairs: found,
    claims: found.reduce((sum, pair) => sum + pair.claims, 0),
    total: found.reduce((sum, pair) => sum + Math.max(pair.total, 0), 0),
  }
}

function heldPair(pairs: Map<string, Pair>, row: Row, width: number): Pair {
  const key = `${row.provider} ${row.recipient}`
  let pair = pairs.get(key)
  if (!pair) {
    pair = {
      provider: text(row, 'provider'), providerName: text(row, 'provider_name'),
      recipient: text(row, 'recipient'), recipientName: text(row, 'recipient_name'),
      values: new Array<number>(width).fill(0), total: 0, claims: 0, from: null, to: null,
    }
    pairs.set(key, pair)
  }
  return pair
}

/** The ends of the pairs at one side, ranked by their total or by one series. */
export function ends(sheet: Sheet, side: 'provider' | 'recipient', by = -1): End[] {
  const found = new Map<string, End>()
  for (const pair of sheet.pairs) {
    const id = pair[side]
    let end = found.get(id)
    if (!end) {
      const name = side === 'provider' ? pair.providerName : pair.recipientName
      end = { id, name, values: pair.values.map(() => 0), total: 0, claims: 0, partners: 0, from: null, to: null }
      found.set(id, end)
    }
    pair.values.forEach((value, at) => (end.values[at]! += value))
    end.total += pair.total
    end.claims += pair.claims
    end.partners += 1
    widen(end, pair.from, pair.to)
  }
  const size = (end: End) => (by >= 0 ? end.values[by]! : end.total)
  return [...found.values()].sort((a, b) => size(b) - size(a) || b.total - a.total || a.id.localeCompare(b.id))
}

interface Spanned { from: number | null; to: number | null }

function widen(held: Spanned, from: number | null, to: number | null): void {
  if (from !== null) held.from = held.from === null ? from : Math.min(held.from, from)
  if (to !== null) held.to = held.to === null ? to : Math.max(held.to, to)
}

const byWeight = (a: Sheet, b: Sheet) =>
  Number(a.key.includes('~constant')) - Number(b.key.includes('~constant')) || b.claims - a.claims || a.key.localeCompare(b.key)

const text = (row: Row, name: string) => String(row[name] ?? '')

export const yearsOf = (held: Spanned) => span(held.from, held.to)
