// On every page: the type, and names offered while somebody searches.
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
