/** The policy of policy.ts in the built page, in the build's `_headers` file, and on the preview server. */
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { headersFile, HEADERS, PAGE_POLICY } from './policy.ts'

/** The benchmark builds pages of its own by the same configuration: they are never hosted. */
export const isLab = (root: string): boolean => resolve(root) === resolve(import.meta.dirname, '../..')

/** As early as may be, but behind the encoding, which must come first. */
const withPolicy = (html: string): string =>
  html.replace(
    /<meta charset[^>]*>/,
    (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}" />`,
  )

export function contentPolicy(): Plugin {
  let isOn = false
  return {
    name: 'elbo-lab:content-policy',
    configResolved({ root, command, isProduction }) {
      // The dev server puts scripts and styles into the page.
      isOn = isLab(root) && command === 'build' && isProduction
    },
    transformIndexHtml: (html) => (isOn ? withPolicy(html) : html),
    generateBundle() {
      if (isOn) this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() })
    },
    configurePreviewServer({ config, middlewares }) {
      if (!isLab(config.root)) return
      middlewares.use((_request, response, next) => {
        for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
        next()
      })
    },
  }
}
