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

/** When, and beside how much other work. */
export const circumstances = (date: Date, load: number): string =>
  `Measured on ${date.toISOString().slice(0, 10)}; the machine's load just before was ${load.toFixed(1)}` +
  (load > 0.5 ? ', so other work ran beside: read ratios, not times.' : '.')
