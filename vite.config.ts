import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { dataFolders } from './scripts/data-folders.ts'
import { derivationSources } from './scripts/derivation-sources.ts'
import { katexFonts } from './scripts/katex-fonts.ts'

/** Cross-origin isolation: SharedArrayBuffer, and with it WebAssembly threads, exist only under these. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}
const port = Number(process.env.PORT ?? 4173)

export default defineConfig({
  base: './',
  plugins: [react(), dataFolders(), derivationSources(), katexFonts()],
  server: { headers: isolation },
  preview: { headers: isolation, port, strictPort: true },
  build: { target: 'es2022', chunkSizeWarningLimit: 2000 },
  worker: {
    format: 'es',
    // `compress` rewrites the `typeof _scriptDir` test in TF.js's threaded wasm loader, which then never resolves.
    rolldownOptions: { output: { minify: { compress: false, mangle: true, codegen: true } } },
  },
})
