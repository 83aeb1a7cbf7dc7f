/** The box beside the cursor with the exact values under it. Plain DOM: it follows the pointer. */
import type uPlot from 'uplot'
import type { Frame } from './spec.ts'

export interface Reading {
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
export function readAt(u: uPlot, frame: Frame): Reading | null {
  const { idx, idxs } = u.cursor
  if (idx === null || idx === undefined) return null
  const values = frame.traces.flatMap(({ label, colour, style, isFaint }, i) => {
    const at = idxs?.[i + 1]
    const value = at === null || at === undefined ? null : u.data[i + 1]?.[at]
    if (isFaint || style === 'edge' || typeof value !== 'number') return []
    return [{ label, colour, value: frame.formatValue(value) + endsAt(u, frame, i, at as number) }]
  })
  const tellX = frame.tellX ?? ((x: number) => `${frame.xLabel} ${frame.formatX(x)}`)
  return { x: tellX(u.data[0][idx] as number), values: values.reverse() }
}

function line({ label, value, colour }: Reading['values'][number]): HTMLElement {
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

export function createReadout(over: HTMLElement) {
  const box = document.createElement('div')
  box.className = 'chart-readout'
  box.hidden = true
  over.append(box)
  return {
    show(reading: Reading | null, left: number) {
      box.hidden = !reading || reading.values.length === 0
      if (!reading || box.hidden) return
      const head = document.createElement('div')
      head.textContent = reading.x
      box.replaceChildren(head, ...reading.values.map(line))
      const isLeft = left > over.clientWidth / 2
      box.style.transform = `translate(${isLeft ? left - 12 - box.offsetWidth : left + 12}px, 8px)`
    },
  }
}
