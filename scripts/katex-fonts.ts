/** Of KaTeX's fonts only the format that every browser of today reads (WOFF2) comes into the bundle. */
import type { Plugin } from 'vite'

const OLDER_FORMATS = /,\s*url\([^)]+\.(?:woff|ttf)\)\s*format\([^)]+\)/g

export const katexFonts = (): Plugin => ({
  name: 'elbo-lab:katex-fonts',
  enforce: 'pre',
  transform: (code, id) => (/katex(\.min)?\.css/.test(id) ? code.replaceAll(OLDER_FORMATS, '') : null),
})
