/**
 * The figures in bench/README.md: each task's between two marks, so that what was measured can be put in its place.
 * Pure.
 */

const begin = (task: string) => `<!-- figures: ${task} -->`
const END = '<!-- end of figures -->'

/** The same text with these figures in place of the task's old ones. */
export function withFigures(text: string, task: string, figures: string): string {
  const from = text.indexOf(begin(task))
  const to = text.indexOf(END, from)
  if (from < 0 || to < 0) throw new Error(`figures: expected ${begin(task)} ... ${END}, found no such place`)
  return `${text.slice(0, from)}${begin(task)}\n\n${figures.trim()}\n\n${text.slice(to)}`
}

/** Over this, something else was at work. */
const QUIET = 0.15

/** When, and beside how much other work: `busy` is the share of the processors' time just before. `times`: what of it is a time. */
export const circumstances = (date: Date, busy: number, times = 'nothing here'): string =>
  `Measured on ${date.toISOString().slice(0, 10)}; just before, the processors were ${(100 * busy).toFixed(0)} % busy` +
  (busy > QUIET ? `: other work ran beside, and ${times} is a verdict until it is measured in quiet.` : '.')
