// The state of the address bar: the same definition as auxilia.explorer.state, read and written in the browser.

export const LISTS = [
  'provider', 'recipient', 'practice', 'instrument', 'stage', 'measure', 'source', 'programme',
] as const
export type List = (typeof LISTS)[number]
export type View = 'table' | 'ranked' | 'matrix' | 'timeline' | 'sankey' | 'map' | 'network'
export type Table = 'ties' | 'figures' | 'claims' | 'units' | 'cells'
export interface Years { from: number; to: number }
export type State = Readonly<
  Record<List, readonly string[]> & {
    year: Years | null
    view: View
    table: Table | null
    licence: string
    page: number
    size: number
    v: string
  }
>

const FIRST = 1700
const LAST = 2100
const USUAL: State = {
  provider: [], recipient: [], practice: [], instrument: [], stage: [], measure: [], source: [], programme: [],
  year: null, view: 'table', table: null, licence: 'own', page: 1, size: 100, v: '',
}

/** The state that a query asks for, as written; names are made canonical by the server alone. */
export function read(query: string): State {
  const given = new URLSearchParams(query)
  const one = (name: string) => given.get(name)?.trim() ?? ''
  const lists = Object.fromEntries(
    LISTS.map((name) => [name, [...new Set(given.getAll(name).flatMap((v) => v.split(',')).map((v) => v.trim()))].filter(Boolean)]),
  ) as Record<List, string[]>
  return {
    ...lists,
    year: readYears(one('year')),
    view: (one('view') || USUAL.view) as View,
    table: (one('table') || null) as Table | null,
    licence: one('licence') || USUAL.licence,
    page: Number(one('page') || USUAL.page),
    size: Number(one('size') || USUAL.size),
    v: one('v'),
  }
}

/** The canonical query of a state, without the question mark. */
export function write(state: State): string {
  const told: [string, string][] = LISTS.map((name) => [name, state[name].map(code).join(',')])
  told.push(['year', writeYears(state.year)])
  for (const name of ['view', 'table', 'licence', 'page', 'size', 'v'] as const) {
    told.push([name, state[name] === USUAL[name] ? '' : String(state[name] ?? '')])
  }
  return told
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join('&')
}

/** The address of a state. */
export function address(state: State): string {
  const query = write(state)
  return query ? `/explore?${query}` : '/explore'
}

/** The state as the server tells it in JSON. */
export function fromRecord(record: Partial<State>): State {
  return { ...USUAL, ...record, year: known(record.year ?? null) }
}

/** The same filters on another view, from the first page. */
export function changed(state: State, change: Partial<State>): State {
  return { ...state, page: 1, ...change }
}

/** Only what filters: states with the same filters share their data. */
export function filters(state: State): State {
  return { ...state, view: 'table', page: 1, size: USUAL.size }
}

export function writeYears(years: Years | null): string {
  if (!years) return ''
  if (years.from === years.to) return String(years.from)
  return `${years.from === FIRST ? '' : years.from}..${years.to === LAST ? '' : years.to}`
}

function readYears(text: string): Years | null {
  const parts = /^(\d{4})?(\.\.)?(\d{4})?$/.exec(text)
  if (!text || !parts) return null
  const from = parts[1] ? Number(parts[1]) : FIRST
  const to = parts[3] ? Number(parts[3]) : parts[2] ? LAST : from
  return known({ from, to })
}

const known = (years: Years | null) => (years && (years.from > FIRST || years.to < LAST) ? years : null)

/** USA for state:USA; other ids and words as they are. */
export function code(id: string): string {
  return /^state:([A-Z]{3})$/.exec(id)?.[1] ?? id
}

// As Python's quote with safe=":,.@-_~".
function quoted(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%(3A|2C|40)/g, (found) => decodeURIComponent(found))
}

/** What the picture alone needs, behind the # of the address: the kind shown, how many, from which size on. */
export interface Options { kind: string; top: number; least: number; by: string }
const PLAIN: Options = { kind: '', top: 15, least: 0, by: '' }

export function readOptions(hash: string): Options {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const number = (name: 'top' | 'least', low: number, high: number) => {
    const asked = Number(given.get(name) ?? PLAIN[name])
    return Number.isFinite(asked) ? Math.min(high, Math.max(low, asked)) : PLAIN[name]
  }
  return {
    kind: given.get('kind') ?? PLAIN.kind,
    by: given.get('by') ?? PLAIN.by,
    top: Math.round(number('top', 3, 60)),
    least: number('least', 0, 1e15),
  }
}

export function writeOptions(options: Options): string {
  const told = (Object.keys(PLAIN) as (keyof Options)[]).filter((name) => options[name] !== PLAIN[name])
  return told.length ? `#${told.map((name) => `${name}=${encodeURIComponent(options[name])}`).join('&')}` : ''
}
