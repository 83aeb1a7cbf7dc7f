/** The figure of intervention.ts as SVG, on its own paper, light or dark as the reader's system is. Pure. */
import { dialPoints, isDial, medianOf, reachedBy, type Point } from './intervention-report.ts'

const [WIDTH, HEIGHT] = [760, 460]
const FRAME = { left: 66, right: 20, top: 24, bottom: 56 }
/** Nats below the best point that are shown; what is lower stands on the edge. */
const SHOWN = 100

/** As in ui/estimator-colours.css and tokens.css. */
const STYLE = `
text{font:13px system-ui,sans-serif}text[class]{stroke:none}.paper{fill:#fcfcfa}.ink{fill:#1b1d20}.soft{fill:#5c6167}.grid{stroke:#e3e3df}
.dial{stroke:#0000c3;fill:#0000c3}.reparameterized{stroke:#0068a3;fill:#0068a3}.score-function{stroke:#b34e00;fill:#b34e00}
.noise-transplant{stroke:#4b4b1e;fill:#4b4b1e}.line{fill:none;stroke-width:2}.range{fill:none;stroke-width:1.5;opacity:.6}.seed{stroke:none;opacity:.45}
@media(prefers-color-scheme:dark){.paper{fill:#141619}.ink{fill:#e8e8e4}.soft{fill:#a3a8ae}.grid{stroke:#2e3237}
.dial{stroke:#a892ff;fill:#a892ff}.reparameterized{stroke:#56b4e9;fill:#56b4e9}.score-function{stroke:#f08a4b;fill:#f08a4b}
.noise-transplant{stroke:#ff6bb8;fill:#ff6bb8}.line{fill:none}}`

interface Placed {
  readonly label: string
  readonly kind: string
  readonly x: number
  readonly y: number
  /** Each seed by itself. */
  readonly runs: readonly { readonly x: number; readonly y: number }[]
}

const placed = (points: readonly Point[]): Placed[] =>
  points.flatMap((point) => {
    const { choice, logVariances } = point
    const reached = reachedBy(point)
    if (!reached) return []
    return {
      label: choice.label,
      kind: isDial(point) ? 'dial' : choice.live.estimator,
      x: medianOf(logVariances),
      y: medianOf(reached),
      runs: reached.map((y, i) => ({ x: logVariances[i]!, y })),
    }
  })

interface Scale {
  readonly ends: readonly [number, number]
  /** Pixels; a value beyond the ends stands on them. */
  at(value: number): number
}

function scaleOf(ends: readonly [number, number], from: number, to: number): Scale {
  const share = (value: number) => Math.min(1, Math.max(0, (value - ends[0]) / (ends[1] - ends[0])))
  return { ends, at: (value) => from + share(value) * (to - from) }
}

function ticksOf([least, most]: readonly [number, number], step: number): number[] {
  const from = Math.ceil(least / step)
  return Array.from({ length: Math.floor(most / step) - from + 1 }, (_, i) => (from + i) * step)
}

const px = (value: number) => value.toFixed(1)
const minus = (value: number) => String(value).replace('-', '−')
const text = (x: number, y: number, kind: string, anchor: string, words: string) =>
  `<text class="${kind}" x="${px(x)}" y="${px(y)}" text-anchor="${anchor}">${words}</text>`

function axes(x: Scale, y: Scale): string {
  const bottom = HEIGHT - FRAME.bottom
  const horizontal = ticksOf(y.ends, 20).map(
    (tick) =>
      `<path class="grid" d="M${FRAME.left} ${px(y.at(tick))}H${WIDTH - FRAME.right}"/>` +
      text(FRAME.left - 8, y.at(tick) + 4, 'soft', 'end', minus(tick)),
  )
  const vertical = ticksOf(x.ends, 1).map((tick) =>
    text(x.at(tick), bottom + 22, 'soft', 'middle', `10<tspan dy="-5" font-size="9">${minus(tick)}</tspan>`),
  )
  const below = 'variance of the encoder’s gradient, at common weights'
  const beside = `translate(16 ${HEIGHT / 2 - 16}) rotate(-90)`
  return [
    ...horizontal,
    ...vertical,
    text((FRAME.left + WIDTH - FRAME.right) / 2, HEIGHT - 10, 'ink', 'middle', below),
    `<text class="ink" text-anchor="middle" transform="${beside}">test ELBO, nats per image</text>`,
  ].join('')
}

/** A point down, for what is lower than the axis. */
const arrow = (kind: string, x: number, y: number, size: number) =>
  `<path class="${kind}" d="M${px(x - size)} ${px(y - size)}h${2 * size}l${-size} ${2 * size}z"/>`

/** Between the least and the largest of the seeds, both ways: of five seeds the median is within with 94 %. */
function ranges({ kind, runs, ...own }: Placed, x: Scale, y: Scale): string {
  if (runs.length < 2) return ''
  const [left, right] = endsOf(runs.map((one) => x.at(one.x)))
  const [top, bottom] = endsOf(runs.map((one) => y.at(one.y)))
  const across = `M${px(left)} ${px(y.at(own.y))}H${px(right)}`
  const along = `M${px(x.at(own.x))} ${px(top)}V${px(bottom)}`
  return `<path class="${kind} range" d="${across}${along}"/>`
}

const endsOf = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)]

function marker({ kind, runs, ...own }: Placed, x: Scale, y: Scale): string {
  const at = (one: { readonly x: number; readonly y: number }, kinds: string, radius: number) =>
    one.y < y.ends[0]
      ? arrow(kinds, x.at(one.x), y.at(one.y), radius)
      : `<circle class="${kinds}" cx="${px(x.at(one.x))}" cy="${px(y.at(one.y))}" r="${radius}"/>`
  const seeds = runs.length > 1 ? runs.map((one) => at(one, `${kind} seed`, 3)) : []
  return [ranges({ kind, runs, ...own }, x, y), ...seeds, at(own, kind, kind === 'dial' ? 4 : 6)].join('')
}

/** Beside their points, a line's height apart, pushed downwards. */
function labels(all: readonly Placed[], x: Scale, y: Scale): string {
  const put: { readonly x: number; readonly y: number }[] = []
  const named = all.filter(({ kind }) => kind !== 'dial').toSorted((a, b) => b.y - a.y)
  return named
    .map(({ label, kind, ...own }) => {
      const isRight = x.at(own.x) < WIDTH * 0.25
      const at = x.at(own.x) + (isRight ? 10 : -10)
      let down = Math.min(y.at(own.y) + 18, HEIGHT - FRAME.bottom - 4)
      while (put.some((one) => Math.abs(one.x - at) < 170 && Math.abs(one.y - down) < 15)) down += 3
      put.push({ x: at, y: down })
      return text(at, down, kind, isRight ? 'start' : 'end', label)
    })
    .join('')
}

const dialLabels = (all: readonly Placed[], x: Scale, y: Scale): string =>
  all
    .filter(({ kind }) => kind === 'dial')
    .map((one) => text(x.at(one.x), y.at(one.y) - 10, 'dial', 'middle', one.label))
    .join('')

/** The large marks are medians over the seeds, the small ones the seeds, the bars their range. */
export function interventionFigure(points: readonly Point[]): string {
  const all = placed(points)
  const xs = all.flatMap(({ runs }) => runs.map((one) => one.x))
  const best = Math.max(...all.flatMap(({ runs }) => runs.map((one) => one.y)))
  const x = scaleOf([Math.min(...xs) - 0.3, Math.max(...xs) + 0.3], FRAME.left, WIDTH - FRAME.right)
  const y = scaleOf([best - SHOWN, best + 6], HEIGHT - FRAME.bottom, FRAME.top)
  const line = dialPoints(points).map(
    (one, i) => `${i === 0 ? 'M' : 'L'}${px(x.at(one.x))} ${px(y.at(one.y))}`,
  )
  const title =
    'Test ELBO against the variance of the encoder’s gradient: the noise dial as a line, estimators as points'
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">`,
    `<title>${title}</title><style>${STYLE}</style><rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>`,
    axes(x, y),
    `<path class="dial line" style="fill:none" d="${line.join('')}"/>`,
    ...all.map((one) => marker(one, x, y)),
    dialLabels(all, x, y),
    labels(all, x, y),
    '</svg>\n',
  ].join('\n')
}
