// The explore view: takes the place of what the server drew, on one state in the address.
import './explore.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { told } from './lib/page'

const place = document.querySelector<HTMLElement>('#explore')
const first = told(document)
if (place && first) {
  const served = [...place.childNodes]
  place.replaceChildren()
  mount(App, { target: place, props: { first, served } })
}
