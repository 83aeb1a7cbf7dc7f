/**
 * TeX to HTML with MathML in it. The one module that imports KaTeX's code, its style sheet and its fonts; it is loaded
 * with the panel's content, after the page can be used.
 */
import katex, { type KatexOptions } from 'katex'
import 'katex/dist/katex.min.css'
import { MACROS } from '../../derivations/symbols.ts'
import { withTermColours } from './use-lit-terms.ts'

const { raw } = String

/** Marks a slot for a live value until `withSlots` has made it one. */
const SLOT = 'live:'
const NOTHING_YET = '–'

/** Room between a brace and the value, and between the value and the next line. */
const STRUT = raw`\rule[-0.35em]{0em}{1.5em}`

const LINKS = {
  [raw`\term`]: raw`\htmlData{term=#1}{#2}`,
  [raw`\live`]: raw`\htmlData{term=#1}{\underbrace{#2}_{${STRUT}\htmlData{live=#1}{\text{${SLOT}#1}}}}`,
}

const OPTIONS: KatexOptions = {
  output: 'htmlAndMathml',
  throwOnError: false,
  // Only what the two macros above write: a formula cannot bring its own markup.
  trust: ({ command }) => command === raw`\htmlData`,
  strict: (code) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
}

/** MathML keeps no data of TeX's: its slots are told by their text, and get the same `data-live` as the visual half's. */
const withSlots = (html: string): string =>
  html
    .replaceAll(/<mtext>live:([\w-]+)</g, `<mtext data-live="$1">${NOTHING_YET}<`)
    .replaceAll(/>live:[\w-]+</g, `>${NOTHING_YET}<`)

/** A policy without 'unsafe-inline' takes styles from scripts alone, not from markup: `withStyles` sets these. */
const withoutStyles = (html: string): string => html.replaceAll(' style="', ' data-style="')

export function withStyles(box: Element): void {
  for (const element of box.querySelectorAll<HTMLElement>('[data-style]'))
    element.style.cssText = element.dataset.style ?? ''
}

const known = new Map<string, string>()

function render(tex: string, displayMode: boolean): string {
  const key = `${displayMode ? 'display' : 'inline'} ${tex}`
  let html = known.get(key)
  if (html === undefined) {
    const options = { ...OPTIONS, displayMode, macros: { ...MACROS, ...LINKS } }
    html = withTermColours(withoutStyles(withSlots(katex.renderToString(tex, options))))
    known.set(key, html)
  }
  return html
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/**
 * A formula on a line of its own. Its MathML carries its name in plain language, for readers that cannot speak MathML;
 * KaTeX hides the visual half from all of them.
 */
export const displayHtml = (tex: string, spoken: string): string =>
  render(tex, true).replace('<math ', `<math aria-label="${escaped(spoken)}" `)

const LAST_BOX = '</span></span></span>'

/**
 * A formula within a sentence. A browser may break a line behind any of its boxes, so what must stay beside it stands
 * in the last one; readers are told it apart, since they do not look there.
 */
export function inlineHtml(tex: string, tail: string): string {
  const html = render(tex, false)
  if (!tail || !html.endsWith(LAST_BOX)) return html + escaped(tail)
  const seen = `<span class="math-tail">${escaped(tail)}</span>`
  return `${html.slice(0, -LAST_BOX.length)}${seen}${LAST_BOX}<span class="only-heard">${escaped(tail)}</span>`
}

const FACES = ['KaTeX_Main', 'italic 1em KaTeX_Math', 'KaTeX_Size1', 'KaTeX_Size2', 'KaTeX_AMS']

/** Resolves when the faces of nearly every formula are there, so that nothing moves when they arrive; or soon. */
export async function mathFonts(patienceMs: number): Promise<void> {
  const faces = FACES.map((face) => document.fonts.load(face.includes(' ') ? face : `1em ${face}`))
  const patience = new Promise((resolve) => setTimeout(resolve, patienceMs))
  await Promise.race([Promise.allSettled(faces), patience])
}
