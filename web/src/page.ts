// On every page: the type, names offered while somebody searches, and each figure as a file.
import './page.css'
import { suggest } from './lib/suggest'

const search = document.querySelector<HTMLInputElement>('#q')
if (search) {
  search.type = 'text'
  suggest(search, {
    taken: ({ address }) => {
      const release = new URLSearchParams(location.search).get('v')
      location.assign(release ? `${address}?v=${encodeURIComponent(release)}` : address)
    },
  })
}

for (const figure of document.querySelectorAll<HTMLElement>('figure.rows')) {
  const keep = document.createElement('p')
  keep.className = 'keep'
  for (const kind of ['svg', 'png'] as const) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = kind.toUpperCase()
    button.setAttribute('aria-label', `This figure as ${kind.toUpperCase()}, with its citation`)
    button.addEventListener('click', async () => (await import('./lib/figure')).take(figure, kind))
    keep.append(button)
  }
  figure.append(keep)
}
