// Names while they are typed, from /search.json: a combobox around an input that works without it, too.

interface Hit { key: string; kind: string; name: string; score: number; address: string }
interface Wish {
  /** Which kinds are offered; all where it is left out. */
  kinds?: ReadonlySet<string>
  /** Whether the input holds several names with commas between them. */
  several?: boolean
  taken: (hit: Hit) => void
}

const PAUSE = 150
const MOST = 8
let number = 0

export function suggest(input: HTMLInputElement, wish: Wish): void {
  const list = document.createElement('ul')
  list.id = `names-${++number}`
  list.className = 'names'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Names like it')
  list.hidden = true
  // Not inside the label: what is offered would become the field's name.
  ;(input.closest('label') ?? input).after(list)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-expanded', 'false')
  input.setAttribute('aria-controls', list.id)
  input.autocomplete = 'off'
  let hits: Hit[] = []
  let at = -1
  let waiting = 0
  let asked = 0

  const typed = () => (wish.several ? input.value.slice(input.value.lastIndexOf(',') + 1) : input.value).trim()
  const close = () => {
    list.hidden = true
    at = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const mark = (next: number) => {
    at = next
    ;[...list.children].forEach((option, place) => option.setAttribute('aria-selected', String(place === at)))
    const chosen = list.children[at]
    if (chosen) {
      input.setAttribute('aria-activedescendant', chosen.id)
      chosen.scrollIntoView({ block: 'nearest' })
    } else input.removeAttribute('aria-activedescendant')
  }
  const take = (hit: Hit) => {
    close()
    wish.taken(hit)
  }
  const show = (found: Hit[]) => {
    hits = found.filter((hit) => !wish.kinds || wish.kinds.has(hit.kind)).slice(0, MOST)
    list.replaceChildren(...hits.map((hit, place) => option(hit, `${list.id}-${place}`, () => take(hit))))
    list.hidden = hits.length === 0
    list.style.left = `${input.offsetLeft}px`
    list.style.top = `${input.offsetTop + input.offsetHeight + 2}px`
    list.style.minWidth = `${input.offsetWidth}px`
    input.setAttribute('aria-expanded', String(hits.length > 0))
    mark(-1)
  }
  const ask = async () => {
    const words = typed()
    const turn = ++asked
    if (words.length < 2) return close()
    // Without a server that searches, as in a static site, the field is a field.
    const answer = await fetch(`/search.json?q=${encodeURIComponent(words)}&size=20`).catch(() => null)
    if (!answer?.ok || turn !== asked || document.activeElement !== input) return
    show((await answer.json()).rows)
  }
  input.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(ask, PAUSE)
  })
  input.addEventListener('blur', () => {
    asked += 1
    setTimeout(close, 120)
  })
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return
    if (event.key === 'Escape') close()
    else if (event.key === 'ArrowDown') mark((at + 1) % hits.length)
    else if (event.key === 'ArrowUp') mark((at + hits.length) % (hits.length + 1) - 1 < 0 ? hits.length - 1 : at - 1)
    else if (event.key === 'Enter' && hits[at]) take(hits[at]!)
    else return
    event.preventDefault()
  })
}

function option(hit: Hit, id: string, taken: () => void): HTMLElement {
  const made = document.createElement('li')
  made.id = id
  made.setAttribute('role', 'option')
  made.setAttribute('aria-selected', 'false')
  const kind = document.createElement('small')
  kind.textContent = hit.kind
  made.append(hit.name, ' ', kind)
  made.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    taken()
  })
  return made
}
