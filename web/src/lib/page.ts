// What the server tells beside the picture: its JSON, and the parts of the page around it, taken from a fresh page.
import type { Slice } from './slice'
import type { State, Table, View } from './state'

export interface Word { word: string; label: string; means: string }
export interface Told {
  address: string
  state: Partial<State>
  shown_table: Table
  slice: Slice
  bounds: { first: number; last: number }
  words: Record<string, Word[]>
  views: View[]
  tables: Table[]
  without: Record<string, string[]>
  names: Record<string, string>
  sources: { id: string; title: string; redistribute: string }[]
  programmes: { id: string; name: string; provider: string }[]
}

export function told(page: Document): Told | null {
  const text = page.querySelector('#state')?.textContent
  return text ? JSON.parse(text) : null
}

/** The page of an address, parsed; null where the server refuses it. */
export async function fetched(path: string): Promise<Document | null> {
  const answer = await fetch(path, { headers: { accept: 'text/html' } })
  if (!answer.ok) return null
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

const AROUND = ['main > header', '.take'] as const

/** Puts head, form and downloads of a fresh page in the place of those shown. */
export function swap(fresh: Document): void {
  document.title = fresh.title
  for (const part of AROUND) {
    const [old, made] = [document.querySelector(part), fresh.querySelector(part)]
    if (old && made) old.replaceWith(document.adoptNode(made))
  }
  refill(fresh)
}

/** What the form held when it was last sent: whoever types on in the meantime is not interrupted. */
let sent: FormData | null = null
export function remember(form: HTMLFormElement): FormData {
  return (sent = new FormData(form))
}

/** The form's fields take the values of the state; the one that somebody types in stays as it is typed. */
function refill(fresh: Document): void {
  const [form, made] = [document.querySelector<HTMLFormElement>('form.asked'), fresh.querySelector<HTMLFormElement>('form.asked')]
  if (!form || !made) return
  for (const hidden of form.querySelectorAll('input[type=hidden]')) hidden.remove()
  form.prepend(...[...made.querySelectorAll('input[type=hidden]')].map((field) => document.adoptNode(field)))
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input:not([type=hidden]), select')) {
    const value = made.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${field.name}"]`)?.value
    const typing = field === document.activeElement && field.value !== sent?.get(field.name)
    if (value !== undefined && !typing) field.value = value
  }
}
