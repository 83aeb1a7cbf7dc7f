import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { dataFolders } from './scripts/data-folders.ts'
import { derivationSources } from './scripts/derivation-sources.ts'
import { contentPolicy } from './scripts/hosting/content-policy.ts'
import { entriesStandAlone } from './scripts/hosting/entries.ts'
import { ISOLATION } from './scripts/hosting/policy.ts'
import { serviceWorker } from './scripts/hosting/service-worker.ts'
import { tfjsThreads, threadScriptNames } from './scripts/hosting/tfjs-threads.ts'
import { together } from './scripts/hosting/together.ts'
import { commitOf } from './scripts/hosting/version.ts'
import { katexFonts } from './scripts/katex-fonts.ts'

const port = Number(process.env.PORT ?? 4173)

/** What is built is for people, whatever the shell says: React's development build is larger, slower, and tries effects twice. */
function buildForPeople(command: 'build' | 'serve'): void {
  if (command === 'build') process.env.NODE_ENV = 'production'
}

export default defineConfig(({ command }) => {
  buildForPeople(command)
  return {
    base: './',
    define: {
      __COMMIT__: JSON.stringify(commitOf(import.meta.dirname)),
      __THREAD_SCRIPTS__: JSON.stringify(command === 'build' ? threadScriptNames() : []),
    },
    plugins: [
      react(),
      dataFolders(),
      derivationSources(),
      katexFonts(),
      contentPolicy(),
      entriesStandAlone(),
      serviceWorker(),
    ],
    server: { headers: ISOLATION },
    preview: { headers: ISOLATION, port, strictPort: true },
    // The page's policy has no data: for fonts and fetches, so that what is small is a file as well.
    build: {
      target: 'es2022',
      chunkSizeWarningLimit: 2000,
      assetsInlineLimit: 0,
      rolldownOptions: { output: { codeSplitting: { groups: [together('page', 'src/main.tsx')] } } },
    },
    worker: {
      format: 'es',
      plugins: () => [tfjsThreads(), entriesStandAlone()],
      // `compress` rewrites the `typeof _scriptDir` test in TF.js's threaded wasm loader, which then never resolves.
      rolldownOptions: {
        output: {
          minify: { compress: false, mangle: true, codegen: true },
          codeSplitting: { groups: [together('engine', 'src/engine/serve.ts')] },
        },
      },
    },
  }
})
