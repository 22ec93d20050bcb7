// Marks of a picture for keyboard and pointer: one tab stop, arrows move to the next mark that way, and what a mark
// says stands beside it. A mark is an element with the class `m` and an aria-label.

const STEP: Record<string, [number, number]> = {
  ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
}

export function marks(root: Element): () => void {
  const said = document.createElement('div')
  said.className = 'said'
  said.setAttribute('aria-hidden', 'true')
  said.hidden = true
  root.append(said)
  let current: Element | undefined

  const all = () => [...root.querySelectorAll<SVGElement>('.m')]
  const stop = () => {
    const found = all()
    if (!found.includes(current as SVGElement)) current = found[0]
    for (const mark of found) mark.setAttribute('tabindex', mark === current ? '0' : '-1')
  }
  const take = (mark: SVGElement) => {
    current?.setAttribute('tabindex', '-1')
    current = mark
    mark.setAttribute('tabindex', '0')
    mark.focus()
  }
  const keys = (event: Event) => {
    const { key } = event as KeyboardEvent
    const way = STEP[key]
    const from = (event.target as Element).closest('.m')
    if (!from) return
    if (key === 'Escape') said.hidden = true
    if (!way) return
    event.preventDefault()
    const next = nearest(from, all(), way)
    if (next) take(next)
  }
  const show = (event: Event) => {
    const mark = (event.target as Element).closest?.('.m')
    if (!mark || !root.contains(mark)) return
    said.textContent = mark.getAttribute('aria-label')
    said.hidden = false
    place(said, mark, root)
  }
  const hide = () => (said.hidden = true)
  const watch = new MutationObserver(stop)
  watch.observe(root, { childList: true, subtree: true })
  stop()
  root.addEventListener('keydown', keys)
  for (const name of ['pointerover', 'focusin']) root.addEventListener(name, show)
  for (const name of ['pointerleave', 'focusout', 'pointerdown']) root.addEventListener(name, hide)
  return () => {
    watch.disconnect()
    root.removeEventListener('keydown', keys)
    for (const name of ['pointerover', 'focusin']) root.removeEventListener(name, show)
    for (const name of ['pointerleave', 'focusout', 'pointerdown']) root.removeEventListener(name, hide)
    said.remove()
  }
}

/** The mark nearest in a direction; what lies straight ahead counts before what lies aside. */
function nearest(from: Element, marks: readonly SVGElement[], [dx, dy]: [number, number]): SVGElement | undefined {
  const [x, y] = middle(from)
  let best: SVGElement | undefined
  let least = Infinity
  for (const mark of marks) {
    const [mx, my] = middle(mark)
    const ahead = (mx - x) * dx + (my - y) * dy
    if (mark === from || ahead <= 0.5) continue
    const cost = ahead + 3 * Math.abs((mx - x) * dy + (my - y) * dx)
    if (cost < least) [best, least] = [mark, cost]
  }
  return best
}

function middle(mark: Element): [number, number] {
  const box = mark.getBoundingClientRect()
  return [box.x + box.width / 2, box.y + box.height / 2]
}

/** Above the mark, or below it at the top of the window; never beyond the picture's sides. */
function place(said: HTMLElement, mark: Element, root: Element): void {
  const [box, frame] = [mark.getBoundingClientRect(), root.getBoundingClientRect()]
  const left = Math.min(Math.max(0, box.x + box.width / 2 - frame.x - said.offsetWidth / 2), frame.width - said.offsetWidth)
  const above = box.y - said.offsetHeight - 6
  said.style.left = `${Math.max(0, left)}px`
  said.style.top = `${(above < 0 ? box.bottom + 6 : above) - frame.y}px`
}
