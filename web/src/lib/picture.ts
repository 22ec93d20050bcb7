// A picture to take away: its SVG with all styles written into it and the citation beneath, or the same as PNG.
// The PNG is painted shape by shape: the policy of the pages lets no image be made from an address of our own.

const COPIED = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linejoin', 'opacity',
  'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'paint-order',
] as const
const EDGE = 16
const LINE = 15
const SPACE = 'http://www.w3.org/2000/svg'

export interface Legend {
  title: string
  caption: string
  citation: string
  /** The entries of its legend: a small drawing and its words each. */
  keys: readonly Element[]
}

/** The picture with its title above and its caption and citation below, as one SVG element. */
export function framed(svg: SVGSVGElement, legend: Legend): SVGSVGElement {
  const { width, height } = svg.getBoundingClientRect()
  const held = element('g', {})
  held.append(...inlined(svg).childNodes)
  return framedAs(held, { width, height }, { title: legend.title, below: [legend.caption, legend.citation], keys: legend.keys })
}

interface Words { title: string; below: readonly string[]; keys?: readonly Element[] }

/** What is drawn on a ground of its own, with its title and legend above it and lines of words below. */
export function framedAs(held: SVGElement, { width, height }: { width: number; height: number }, words: Words): SVGSVGElement {
  const styles = getComputedStyle(document.body)
  const letters = Math.max(40, Math.floor(width / 6))
  const above = wrapped(words.title, Math.floor(letters * 0.68))
  const below = words.below.flatMap((text) => wrapped(text, letters))
  const keys = keyed(words.keys ?? [], width)
  const top = EDGE + above.length * 20 + 6 + keys.height
  const tall = top + height + below.length * LINE + 2 * EDGE
  const whole = element('svg', {
    xmlns: SPACE, width: width + 2 * EDGE, height: tall, viewBox: `0 0 ${width + 2 * EDGE} ${tall}`,
  }) as SVGSVGElement
  whole.append(element('rect', { width: '100%', height: '100%', fill: styles.backgroundColor }))
  const ink = { fill: styles.color, 'font-family': styles.fontFamily }
  above.forEach((line, at) => whole.append(said(line, { ...ink, x: EDGE, y: EDGE + 14 + at * 20, 'font-size': '16px', 'font-weight': '600' })))
  keys.drawn.setAttribute('transform', `translate(${EDGE} ${EDGE + above.length * 20 + 6})`)
  whole.append(keys.drawn)
  held.setAttribute('transform', `translate(${EDGE} ${top})`)
  whole.append(held)
  below.forEach((line, at) => whole.append(said(line, { ...ink, x: EDGE, y: top + height + EDGE + at * LINE, 'font-size': '11px' })))
  return whole
}

/** The legend in lines as wide as the picture. */
function keyed(keys: readonly Element[], width: number): { drawn: SVGElement; height: number } {
  const drawn = element('g', {})
  const styles = getComputedStyle(document.body)
  const tall = Math.max(18, ...keys.map((key) => key.getBoundingClientRect().height))
  let [x, y] = [0, 0]
  for (const key of keys) {
    const sample = key.querySelector('svg')
    if (!sample) continue
    const box = sample.getBoundingClientRect()
    const text = (key.querySelector(':scope > span') ?? key).textContent?.trim() ?? ''
    const wide = box.width + 8 + text.length * 6.2 + 18
    if (x && x + wide > width) [x, y] = [0, y + tall]
    drawn.append(placed(sample, x, y + (tall - box.height) / 2))
    drawn.append(said(text, { x: x + box.width + 7, y: y + tall / 2 + 4, 'font-size': '11px', fill: styles.color, 'font-family': styles.fontFamily }))
    x += wide
  }
  return { drawn, height: keys.length ? y + tall + 8 : 0 }
}

const OWN = ['id', 'class', 'role', 'style', 'aria-labelledby', 'aria-hidden'] as const

/** An SVG of the page as part of another one: at a place, in the size that it has on the page. */
export function placed(svg: SVGSVGElement, x: number, y: number): SVGSVGElement {
  const { width, height } = svg.getBoundingClientRect()
  const copy = inlined(svg)
  for (const name of OWN) copy.removeAttribute(name)
  for (const [name, value] of Object.entries({ x, y, width, height, overflow: 'visible' })) copy.setAttribute(name, String(value))
  return copy
}

export function saveSvg(svg: SVGSVGElement, legend: Legend, name: string): void {
  const text = new XMLSerializer().serializeToString(framed(svg, legend))
  save(new Blob([text], { type: 'image/svg+xml' }), `${name}.svg`)
}

export async function savePng(svg: SVGSVGElement, legend: Legend, name: string): Promise<void> {
  const picture = framed(svg, legend)
  picture.setAttribute('class', 'offstage')
  document.body.append(picture)
  try {
    const blob = await painted(picture, 2)
    save(blob, `${name}.png`)
  } finally {
    picture.remove()
  }
}

export function painted(picture: SVGSVGElement, sharpness: number): Promise<Blob> {
  const { x, y, width, height } = picture.getBoundingClientRect()
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(width * sharpness)
  canvas.height = Math.ceil(height * sharpness)
  const pen = canvas.getContext('2d')!
  for (const shape of picture.querySelectorAll<SVGGraphicsElement>('rect, path, line, circle, text')) {
    if (shape.closest('defs, pattern, clipPath')) continue
    const at = shape.getScreenCTM()!
    pen.setTransform(at.a * sharpness, at.b * sharpness, at.c * sharpness, at.d * sharpness, (at.e - x) * sharpness, (at.f - y) * sharpness)
    paint(pen, shape, picture)
  }
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('The picture is too large to be painted.'))), 'image/png'),
  )
}

function paint(pen: CanvasRenderingContext2D, shape: SVGGraphicsElement, picture: SVGSVGElement): void {
  const style = getComputedStyle(shape)
  const whole = opacity(shape, picture)
  const fill = inkOf(pen, style.fill, picture)
  const stroke = inkOf(pen, style.stroke, picture)
  const width = parseFloat(style.strokeWidth)
  pen.lineWidth = width
  pen.lineJoin = style.strokeLinejoin as CanvasLineJoin
  pen.setLineDash(style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(',').map(parseFloat))
  const outline = shape instanceof SVGTextElement ? null : pathOf(shape)
  const text = shape.textContent ?? ''
  const box = shape as SVGTextElement
  const [x, y] = outline ? [0, 0] : [number(box, 'x'), number(box, 'y')]
  if (!outline) {
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    pen.textAlign = style.textAnchor === 'middle' ? 'center' : (style.textAnchor as CanvasTextAlign)
    pen.textBaseline = style.dominantBaseline === 'central' ? 'middle' : 'alphabetic'
  }
  const strokes = () => {
    if (!stroke || !width) return
    pen.globalAlpha = whole * parseFloat(style.strokeOpacity)
    pen.strokeStyle = stroke
    if (outline) pen.stroke(outline)
    else pen.strokeText(text, x, y)
  }
  if (!outline) strokes()
  if (fill) {
    pen.globalAlpha = whole * parseFloat(style.fillOpacity)
    pen.fillStyle = fill
    if (outline) pen.fill(outline)
    else pen.fillText(text, x, y)
  }
  if (outline) strokes()
}

function opacity(shape: Element, picture: Element): number {
  let found = 1
  for (let at: Element | null = shape; at && at !== picture; at = at.parentElement) found *= parseFloat(getComputedStyle(at).opacity)
  return found
}

/** A colour, or a hatch painted as a pattern; null for none. */
function inkOf(pen: CanvasRenderingContext2D, told: string, picture: Element): string | CanvasPattern | null {
  if (told === 'none') return null
  const id = /url\("?#([^")]+)"?\)/.exec(told)?.[1]
  if (!id) return told
  const pattern = picture.querySelector(`#${CSS.escape(id)}`) ?? document.getElementById(id)
  const line = pattern?.querySelector('path, circle')
  const tile = document.createElement('canvas')
  const size = Number(pattern?.getAttribute('width') ?? 6)
  tile.width = tile.height = size
  const small = tile.getContext('2d')!
  const style = line ? getComputedStyle(line) : null
  if (line && style) {
    small.strokeStyle = style.stroke
    small.lineWidth = parseFloat(style.strokeWidth)
    const path = pathOf(line as SVGGraphicsElement)
    if (style.stroke !== 'none') small.stroke(path)
    small.fillStyle = style.fill
    if (style.fill !== 'none') small.fill(path)
  }
  return pen.createPattern(tile, 'repeat')
}

function pathOf(shape: SVGGraphicsElement): Path2D {
  if (shape instanceof SVGPathElement) return new Path2D(shape.getAttribute('d') ?? '')
  const path = new Path2D()
  const at = (name: string) => number(shape, name)
  if (shape instanceof SVGRectElement) path.rect(at('x'), at('y'), at('width'), at('height'))
  if (shape instanceof SVGCircleElement) path.arc(at('cx'), at('cy'), at('r'), 0, 2 * Math.PI)
  if (shape instanceof SVGLineElement) {
    path.moveTo(at('x1'), at('y1'))
    path.lineTo(at('x2'), at('y2'))
  }
  return path
}

/** A length of a shape in its own units; percentages are of the SVG that holds it. */
function number(shape: Element, name: string): number {
  const told = shape.getAttribute(name) ?? '0'
  if (!told.endsWith('%')) return parseFloat(told)
  const frame = (shape as SVGElement).ownerSVGElement!
  const size = frame.viewBox.baseVal?.width ? frame.viewBox.baseVal : { width: frame.width.baseVal.value, height: frame.height.baseVal.value }
  return (parseFloat(told) / 100) * (/^(y|cy|y1|y2|height)$/.test(name) ? size.height : size.width)
}

function inlined(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const [from, to] = [svg.querySelectorAll('*'), copy.querySelectorAll('*')]
  from.forEach((shape, at) => {
    const style = getComputedStyle(shape)
    const target = to[at]!
    for (const name of ['class', 'tabindex', 'role', 'href', 'aria-label']) target.removeAttribute(name)
    for (const name of COPIED) target.setAttribute(name, style.getPropertyValue(name))
  })
  const patterns = [...document.querySelectorAll('pattern')].filter((p) => copy.innerHTML.includes(`#${p.id}`) && !copy.querySelector(`#${p.id}`))
  if (patterns.length) {
    const defs = element('defs', {})
    defs.append(...patterns.map((pattern) => styled(pattern)))
    copy.prepend(defs)
  }
  return copy
}

function styled(pattern: SVGPatternElement): Node {
  const copy = pattern.cloneNode(true) as SVGPatternElement
  const [from, to] = [pattern.querySelectorAll('*'), copy.querySelectorAll('*')]
  from.forEach((shape, at) => {
    to[at]!.removeAttribute('class')
    for (const name of COPIED.slice(0, 5)) to[at]!.setAttribute(name, getComputedStyle(shape).getPropertyValue(name))
  })
  return copy
}

/** Lines of at most so many letters. */
export function wrapped(text: string, letters: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < letters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

export function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SPACE, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}

export function said(text: string, attributes: Record<string, string | number>): SVGElement {
  const made = element('text', attributes)
  made.textContent = text
  return made
}

export function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
