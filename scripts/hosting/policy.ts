/**
 * What the page may load and from where, and the headers that a server should send with it: told once, for the page's
 * own <meta>, the preview server, the `_headers` file and the service worker. Why each source is there:
 * docs/hosting.md.
 */
import { SOURCES } from '../../src/data/sources.ts'

const mirrors = Object.values(SOURCES).flatMap(({ mirror }) => mirror ?? [])

const SELF = "'self'"
const NONE = "'none'"

const DIRECTIVES: Readonly<Record<string, readonly string[]>> = {
  'default-src': [NONE],
  'script-src': [SELF, "'wasm-unsafe-eval'"],
  'style-src': [SELF],
  'font-src': [SELF],
  'img-src': [SELF, 'data:', 'blob:'],
  'connect-src': [SELF, ...mirrors],
  'worker-src': [SELF],
  'manifest-src': [SELF],
  'object-src': [NONE],
  'base-uri': [NONE],
  'form-action': [NONE],
}

const written = (directives: typeof DIRECTIVES): string =>
  Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')

/** For the page's <meta>, which is good everywhere but for the page alone: a worker has the policy it is sent with. */
export const PAGE_POLICY = written(DIRECTIVES)

/** Cross-origin isolation: SharedArrayBuffer, and with it WebAssembly threads, exist only under these. */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
} as const

/**
 * With every file of the build. Who may frame the page can only be said here: any page, so that an article or a slide can
 * show a panel (docs/embedding.md). The lab has no account that a frame could abuse.
 */
export const HEADERS = {
  ...ISOLATION,
  'Content-Security-Policy': `${PAGE_POLICY}; frame-ancestors *`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const

/** With each file that is named by its content: a browser need not ask again, and keeps what it has compiled. */
export const ASSET_HEADERS = { 'Cache-Control': 'public, max-age=31536000, immutable' } as const

const rule = (path: string, headers: Readonly<Record<string, string>>): string =>
  [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')

/** The `_headers` file that Netlify and Cloudflare Pages read. */
export const headersFile = (): string =>
  [rule('/*', HEADERS), rule('/assets/*', ASSET_HEADERS)].join('\n\n') + '\n'
