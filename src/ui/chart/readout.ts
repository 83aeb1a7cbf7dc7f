/** The box beside the cursor with the exact values under it. Plain DOM: it follows the pointer. */
import type uPlot from 'uplot'
import type { Frame } from './spec.ts'

export interface ReadoutValues {
  readonly x: string
  readonly values: readonly { readonly label: string; readonly value: string; readonly colour: string }[]
}

/** The interval of a trace's value, if it has one. */
function endsAt(u: uPlot, { ends = [], formatValue }: Frame, trace: number, at: number): string {
  const own = ends.find(({ of }) => of === trace)
  const [lo, hi] = own ? [own.lo, own.hi].map((end) => u.data[end + 1]?.[at]) : []
  return typeof lo === 'number' && typeof hi === 'number' ? ` (${formatValue(lo)} – ${formatValue(hi)})` : ''
}

/** The values at the cursor; null if it is not over the chart. */
export function readAt(u: uPlot, frame: Frame): ReadoutValues | null {
  const { idx, idxs } = u.cursor
  if (idx === null || idx === undefined) return null
  const tellX = frame.tellX ?? ((x: number) => `${frame.xLabel} ${frame.formatX(x)}`)
  const head = tellX(u.data[0][idx] as number)
  const values = frame.traces.flatMap(({ label, colour, style, isFaint }, i) => {
    const at = idxs?.[i + 1]
    const value = at === null || at === undefined ? null : u.data[i + 1]?.[at]
    if (isFaint || style === 'edge' || typeof value !== 'number') return []
    if (frame.ends && tellX(u.data[0][at as number] as number) !== head) return [] // of another place
    return [{ label, colour, value: frame.formatValue(value) + endsAt(u, frame, i, at as number) }]
  })
  return { x: head, values: values.reverse() }
}

function line({ label, value, colour }: ReadoutValues['values'][number]): HTMLElement {
  const row = document.createElement('div')
  const swatch = document.createElement('i')
  swatch.style.background = colour
  const name = document.createElement('span')
  name.textContent = label
  const figure = document.createElement('b')
  figure.textContent = value
  row.append(swatch, name, figure)
  return row
}

const GAP = 12

/** To the right of the cursor where there is room, else to its left; never out of the chart on the right. */
function besideCursor(left: number, width: number, room: number): number {
  const isLeft = left > room / 2
  return Math.min(isLeft ? left - GAP - width : left + GAP, room - width)
}

export function createReadout(over: HTMLElement) {
  const box = document.createElement('div')
  box.className = 'chart-readout'
  box.hidden = true
  over.append(box)
  return {
    show(reading: ReadoutValues | null, left: number) {
      box.hidden = !reading || reading.values.length === 0
      if (!reading || box.hidden) return
      const head = document.createElement('div')
      head.textContent = reading.x
      box.replaceChildren(head, ...reading.values.map(line))
      box.style.transform = `translate(${besideCursor(left, box.offsetWidth, over.clientWidth)}px, 8px)`
    },
  }
}
