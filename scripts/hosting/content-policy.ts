/** The policy of policy.ts in the built page, in the build's `_headers` file, and on the preview server. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { isVersioned } from '../../src/service-worker/routes.ts'
import { ASSET_HEADERS, headersFile, HEADERS, PAGE_POLICY } from './policy.ts'

/** The benchmark builds pages of its own by the same configuration: they are never hosted. */
export const isLab = (root: string): boolean => resolve(root) === resolve(import.meta.dirname, '../..')

/** As early as may be, but behind the encoding, which must come first. */
const withPolicy = (html: string): string =>
  html.replace(
    /<meta charset[^>]*>/,
    (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}" />`,
  )

/** Not one that is missing: the page would be kept in its place. */
function isAsset(folder: string, url: string): boolean {
  const { pathname } = new URL(url, 'http://localhost')
  return isVersioned(pathname.slice(1)) && existsSync(join(folder, pathname))
}

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
      const folder = resolve(config.root, config.build.outDir)
      middlewares.use(({ url = '/' }, response, next) => {
        const headers = isAsset(folder, url) ? { ...HEADERS, ...ASSET_HEADERS } : HEADERS
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
        next()
      })
    },
  }
}
