// Numbers and words as people read them; the same forms as auxilia.report.format.
import { code } from './state'

const UNITS: Record<string, string> = {
  usd: 'USD', eur: 'EUR', tiv: 'million TIV', trainees: 'trainees', troops: 'soldiers', items: 'pieces',
}

/** 11,417; −3.5. */
export function exact(value: number): string {
  const text = Math.abs(value).toLocaleString('en', { maximumFractionDigits: 2 })
  return value < 0 ? `−${text}` : text
}

/** 1.3 bn, 64.1 m, 11,417. */
export function short(value: number): string {
  const size = Math.abs(value)
  const sign = value < 0 ? '−' : ''
  if (size >= 999.5e6) return `${sign}${digits(size / 1e9)} bn`
  if (size >= 999.5e3) return `${sign}${digits(size / 1e6)} m`
  return exact(size >= 100 ? Math.round(value) : Math.round(value * 10) / 10)
}

const digits = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 3 })

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${exact(count)} ${count === 1 ? one : many}`
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

export const unit = (measure: string) => UNITS[measure] ?? measure

export function basis(price: string | null): string {
  if (!price || price === 'sipri_tiv') return ''
  return price === 'current' ? 'current prices' : `constant ${price.replace('constant_', '')} prices`
}

export function span(from: number | null, to: number | null): string {
  if (from === null || to === null) return 'undated'
  return from === to ? String(from) : `${from}–${to}`
}

export function percent(share: number): string {
  return share > 0 && share < 0.005 ? '<1 %' : `${Math.round(100 * share)} %`
}

export { code }

const segment = (id: string) => encodeURIComponent(code(id)).replace(/%(3A|40)/g, (found) => decodeURIComponent(found))
const release = (v: string) => (v ? `?v=${encodeURIComponent(v)}` : '')
export const actorPath = (id: string, v: string) => `/actor/${segment(id)}${release(v)}`
export const dyadPath = (provider: string, recipient: string, v: string) =>
  `/dyad/${segment(provider)}/${segment(recipient)}${release(v)}`
