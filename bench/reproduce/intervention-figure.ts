/** The figure of intervention.ts as SVG, on its own paper, light or dark as the reader's system is. Pure. */
import { dialPoints, isDial, meanOf, reachedBy, type Point } from './intervention-report.ts'

const [WIDTH, HEIGHT] = [760, 440]
const FRAME = { left: 66, right: 20, top: 20, bottom: 52 }

/** As in ui/estimator-colours.css and tokens.css. */
const STYLE = `
.paper{fill:#fcfcfa}.ink{fill:#1b1d20}.soft{fill:#5c6167}text{font:13px system-ui,sans-serif}
.grid{stroke:#e3e3df}.dial{stroke:#0000c3;fill:#0000c3}.line{stroke:#0000c3;fill:none;stroke-width:2}
.reparameterized{stroke:#0072b2;fill:#0072b2}.score-function{stroke:#b34e00;fill:#b34e00}.noise-transplant{stroke:#4b4b1e;fill:#4b4b1e}
.bar{stroke-width:1.5}text{stroke:none}
@media(prefers-color-scheme:dark){.paper{fill:#141619}.ink{fill:#e8e8e4}.soft{fill:#a3a8ae}.grid{stroke:#2e3237}
.dial{stroke:#a892ff;fill:#a892ff}.line{stroke:#a892ff}.reparameterized{stroke:#56b4e9;fill:#56b4e9}
.score-function{stroke:#f08a4b;fill:#f08a4b}.noise-transplant{stroke:#ff6bb8;fill:#ff6bb8}}`

interface Placed {
  readonly label: string
  readonly kind: string
  readonly x: { readonly mean: number; readonly margin: number }
  readonly y: { readonly mean: number; readonly margin: number }
}

const placed = (points: readonly Point[]): Placed[] =>
  points.flatMap((point) => {
    const reached = reachedBy(point)
    if (!reached) return []
    const kind = isDial(point) ? 'dial' : point.choice.live.estimator
    return [{ label: point.choice.label, kind, x: meanOf(point.logVariances), y: meanOf(reached) }]
  })

/** Round numbers from the least to the most, at most about eight. */
function ticksOf(least: number, most: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200].find((one) => (most - least) / one <= 8) ?? 500
  const from = Math.ceil(least / step)
  return Array.from({ length: Math.floor(most / step) - from + 1 }, (_, i) => (from + i) * step)
}

interface Scale {
  readonly ends: readonly [number, number]
  /** Pixels. */
  at(value: number): number
}

function scaleOf(values: readonly number[], from: number, to: number, room: number): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const ends = [least - room * (most - least), most + room * (most - least)] as const
  return { ends, at: (value) => from + ((value - ends[0]) / (ends[1] - ends[0])) * (to - from) }
}

const px = (value: number) => value.toFixed(1)
const text = (x: number, y: number, kind: string, anchor: string, words: string) =>
  `<text class="${kind}" x="${px(x)}" y="${px(y)}" text-anchor="${anchor}">${words}</text>`
const minus = (value: number) => String(value).replace('-', '−')

function axes(x: Scale, y: Scale): string {
  const bottom = HEIGHT - FRAME.bottom
  const horizontal = ticksOf(...y.ends).map(
    (tick) =>
      `<path class="grid" d="M${FRAME.left} ${px(y.at(tick))}H${WIDTH - FRAME.right}"/>` +
      text(FRAME.left - 8, y.at(tick) + 4, 'soft', 'end', minus(tick)),
  )
  const vertical = ticksOf(...x.ends).map((tick) =>
    text(x.at(tick), bottom + 18, 'soft', 'middle', `10<tspan dy="-5" font-size="9">${minus(tick)}</tspan>`),
  )
  const titles = [
    text(
      (FRAME.left + WIDTH - FRAME.right) / 2,
      HEIGHT - 10,
      'ink',
      'middle',
      'variance of the encoder’s gradient, at common weights',
    ),
    `<text class="ink" text-anchor="middle" transform="translate(16 ${HEIGHT / 2 - 16}) rotate(-90)">test ELBO, nats per image</text>`,
  ]
  return [...horizontal, ...vertical, ...titles].join('')
}

function marker(
  { kind, x: { mean: mx, margin: dx }, y: { mean: my, margin: dy } }: Placed,
  x: Scale,
  y: Scale,
) {
  const [cx, cy] = [x.at(mx), y.at(my)]
  const bars =
    `<path class="bar ${kind}" d="M${px(cx)} ${px(y.at(my - dy))}V${px(y.at(my + dy))}` +
    `M${px(x.at(mx - dx))} ${px(cy)}H${px(x.at(mx + dx))}"/>`
  return `${bars}<circle class="${kind}" cx="${px(cx)}" cy="${px(cy)}" r="${kind === 'dial' ? 3 : 5}"/>`
}

/** Labels of neighbours keep a line's height apart, pushed downwards. */
function labels(all: readonly Placed[], x: Scale, y: Scale): string {
  const put: { readonly x: number; readonly y: number }[] = []
  const named = all.filter(({ kind }) => kind !== 'dial').toSorted((a, b) => b.y.mean - a.y.mean)
  return named
    .map(({ label, kind, x: own, y: reached }) => {
      const isRight = x.at(own.mean) < WIDTH * 0.7
      const at = x.at(own.mean) + (isRight ? 10 : -10)
      let down = y.at(reached.mean) + 18
      while (put.some((one) => Math.abs(one.x - at) < 170 && Math.abs(one.y - down) < 15)) down += 3
      put.push({ x: at, y: down })
      return text(at, down, kind, isRight ? 'start' : 'end', label)
    })
    .join('')
}

export function interventionFigure(points: readonly Point[]): string {
  const all = placed(points)
  const ends = (axis: 'x' | 'y') =>
    all.flatMap((one) => [one[axis].mean - one[axis].margin, one[axis].mean + one[axis].margin])
  const x = scaleOf(ends('x'), FRAME.left, WIDTH - FRAME.right, 0.05)
  const y = scaleOf(ends('y'), HEIGHT - FRAME.bottom, FRAME.top, 0.08)
  const line = dialPoints(points).map(
    (one, i) => `${i === 0 ? 'M' : 'L'}${px(x.at(one.x))} ${px(y.at(one.y))}`,
  )
  const dials = all.filter(({ kind }) => kind === 'dial')
  const dialLabels = dials.map((one) =>
    text(x.at(one.x.mean), y.at(one.y.mean) - 10, 'dial', 'middle', one.label),
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">`,
    '<title>Test ELBO against the variance of the encoder’s gradient: the noise dial as a line, estimators as points</title>',
    `<style>${STYLE}</style><rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>`,
    axes(x, y),
    `<path class="line" d="${line.join('')}"/>`,
    ...[...dials, ...all.filter(({ kind }) => kind !== 'dial')].map((one) => marker(one, x, y)),
    ...dialLabels,
    labels(all, x, y),
    '</svg>\n',
  ].join('\n')
}
