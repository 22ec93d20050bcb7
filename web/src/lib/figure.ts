// A figure of a page to take away: its pictures and words where they stand, its heading above, the citation beneath.
import { element, framedAs, painted, placed, said, save } from './picture'

const TEXT = ['font-family', 'font-size', 'font-weight'] as const

/** The figure as one SVG element, in the width that it has on the page. `still` folds away what is no part of it. */
export function composed(figure: HTMLElement): SVGSVGElement {
  const title = titleOf(figure)
  const keys = keysOf(figure)
  figure.classList.add('still')
  try {
    const { left, top, width, height } = figure.getBoundingClientRect()
    const held = element('g', {})
    held.append(...drawn(figure, left, top))
    return framedAs(held, { width, height }, { title, below: [cited(figure)], keys })
  } finally {
    figure.classList.remove('still')
  }
}

export async function take(figure: HTMLElement, kind: 'svg' | 'png'): Promise<void> {
  const picture = composed(figure)
  const name = `auxilia-${nameOf(figure)}`
  if (kind === 'svg') {
    save(new Blob([new XMLSerializer().serializeToString(picture)], { type: 'image/svg+xml' }), `${name}.svg`)
    return
  }
  picture.setAttribute('class', 'offstage')
  document.body.append(picture)
  try {
    save(await painted(picture, 2), `${name}.png`)
  } finally {
    picture.remove()
  }
}

/** Every picture as an SVG of its own, every line of words as a text, moved to where it stands in the figure. */
function drawn(part: Element, left: number, top: number): SVGElement[] {
  const found: SVGElement[] = []
  if (part instanceof SVGSVGElement) {
    const box = part.getBoundingClientRect()
    return box.height ? [placed(part, box.left - left, box.top - top)] : found
  }
  for (const child of part.childNodes) {
    if (child instanceof Element) {
      found.push(...drawn(child, left, top))
    } else if (child.textContent?.trim()) {
      found.push(...lines(child as Text, left, top))
    }
  }
  return found
}

/** The lines into which the page has broken a text, each as wide as there, whatever type the reader's machine has. */
function lines(text: Text, left: number, top: number): SVGElement[] {
  const style = getComputedStyle(text.parentElement!)
  const ink = { ...Object.fromEntries(TEXT.map((name) => [name, style.getPropertyValue(name)])), fill: style.color }
  const range = document.createRange()
  const found: { left: number; right: number; bottom: number; words: string }[] = []
  for (const part of text.data.matchAll(/[^\s-]*-|[^\s-]+/g)) {
    range.setStart(text, part.index)
    range.setEnd(text, part.index + part[0].length)
    const box = range.getBoundingClientRect()
    const last = found.at(-1)
    if (!box.width) continue
    if (last && Math.abs(last.bottom - box.bottom) < 2) {
      last.words += (/\s/.test(text.data[part.index - 1]!) ? ' ' : '') + part[0]
      last.right = box.right
    } else {
      found.push({ left: box.left, right: box.right, bottom: box.bottom, words: part[0] })
    }
  }
  const size = parseFloat(style.fontSize)
  return found.map((line) =>
    said(line.words, {
      ...ink, x: line.left - left, y: line.bottom - top - size * 0.24, textLength: line.right - line.left, lengthAdjust: 'spacingAndGlyphs',
    }),
  )
}

function titleOf(figure: HTMLElement): string {
  const page = document.querySelector('h1')?.textContent?.trim() ?? ''
  const own = figure.querySelector(':scope > :is(h2, h3):first-child') ?? before(figure)
  const heading = own?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
  return heading && heading !== page ? `${page}: ${heading}` : page
}

/** The nearest heading that stands before a figure in its own section. */
function before(figure: Element): Element | null {
  for (let at: Element | null = figure; at && at.id !== 'main'; at = at.parentElement)
    for (let beside = at.previousElementSibling; beside; beside = beside.previousElementSibling)
      if (/^H[2-5]$/.test(beside.tagName)) return beside
  return null
}

/** The legend of its section, where it has none of its own. */
function keysOf(figure: HTMLElement): Element[] {
  if (figure.querySelector('.legend')) return []
  const near = [...(figure.closest('section')?.querySelectorAll('.legend') ?? [])]
  const above = near.filter((legend) => !legend.closest('figure') && legend.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING)
  return [...(above.at(-1)?.querySelectorAll('li') ?? [])]
}

/** The page, and the sources that the figure names; where it names none, those of the page. */
function cited(figure: HTMLElement): string {
  const { citation, sources } = document.querySelector<HTMLElement>('#cite')?.dataset ?? {}
  const own = [...figure.querySelectorAll('a[href*="source/"]')].map((link) => link.textContent?.trim())
  return `${citation ?? location.href} · Sources: ${[...new Set(own)].join(', ') || sources}`
}

function nameOf(figure: HTMLElement): string {
  const place = [...document.querySelectorAll('figure.rows')].indexOf(figure) + 1
  return `${location.pathname.replace(/[^\w]+/g, '-').replace(/^-|-$/g, '') || 'front'}-${figure.id || place}`
}
