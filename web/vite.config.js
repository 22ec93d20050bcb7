import { defineConfig } from 'vite'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { atlas } from './make/atlas.js'
import { seal } from './make/seal.js'

const out = '../src/auxilia/explorer/static/app'

export default defineConfig({
  base: './',
  plugins: [atlas(), svelte(), seal(out)],
  build: {
    outDir: out,
    emptyOutDir: true,
    assetsDir: '',
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    target: 'es2022',
    rolldownOptions: {
      input: { page: 'src/page.ts', explore: 'src/explore.ts' },
      output: {
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
})
