/**
 * How the cost of a step grows with the batch, the widths and the samples, and the variance probe's with its draws:
 * all sizes of one axis in turn, round after round, as the peers are.
 */
import type { Settings } from '../../src/protocol/settings.ts'
import { machine } from '../browser.ts'
import { benchImages } from '../images.ts'
import { measure, type LeftOut } from '../measure.ts'
import type { BenchBackend, Entrant } from '../peers/index.ts'
import { flopsPerStep, STANDARD } from '../problem.ts'
import { openSession, type Session } from '../session.ts'
import { exponent, median, type Point } from '../statistics.ts'

export interface CurvesOptions {
  readonly backend: BenchBackend
  readonly rounds: number
  /** Of a spell. */
  readonly seconds: number
}

interface Axis {
  readonly name: string
  readonly sizes: readonly number[]
  readonly changes: (size: number) => Partial<Settings>
}

/** Everything else is as in the standard configuration. */
const AXES: readonly Axis[] = [
  { name: 'batch', sizes: [32, 64, 128, 256, 512, 1024], changes: (batch) => ({ batch }) },
  { name: 'hidden width', sizes: [100, 200, 400, 800, 1600], changes: (width) => ({ hidden: [width] }) },
  { name: 'latent dimensions', sizes: [2, 5, 10, 20, 40, 64], changes: (latent) => ({ latent }) },
  { name: 'samples L', sizes: [1, 2, 4, 8, 16, 32, 64], changes: (samples) => ({ samples }) },
]

/** R of the variance probe. */
const DRAWS = [4, 8, 16, 32, 64, 128, 256]
const MOST_SECONDS = 60

export interface CurvePoint {
  readonly size: number
  readonly milliseconds: number
  /** Of every round. */
  readonly rounds: readonly number[]
  /** Of the matrix products of a step; null where it is not steps that are measured. */
  readonly gflops: number | null
}

export interface Curve {
  readonly axis: string
  readonly points: readonly CurvePoint[]
  readonly leftOut: readonly LeftOut[]
  /** p of cost = c size^p, over all sizes and over the last three. */
  readonly exponent: number
  readonly exponentAtEnd: number
}

export interface Curves {
  readonly machine: string
  readonly browser: string
  readonly source: string
  readonly backend: BenchBackend
  readonly steps: readonly Curve[]
  readonly probe: Curve
}

function curveOf(axis: string, points: readonly CurvePoint[], leftOut: readonly LeftOut[] = []): Curve {
  const cost: Point[] = points.map(({ size, milliseconds }) => ({ x: size, y: milliseconds }))
  return { axis, points, leftOut, exponent: exponent(cost), exponentAtEnd: exponent(cost.slice(-3)) }
}

async function measureAxis(session: Session, axis: Axis, options: CurvesOptions): Promise<Curve> {
  const { backend, rounds, seconds } = options
  const settings = (size: number): Settings => ({ ...STANDARD, ...axis.changes(size) })
  const entrants = axis.sizes.map((size): Entrant => {
    const id = `${axis.name} ${size}`
    return { id, script: 'elbo-lab', variant: backend, changes: axis.changes(size) }
  })
  const plan = { entrants, rounds, seconds, mostSeconds: MOST_SECONDS }
  const { measured, leftOut } = await measure(session, plan)
  for (const { id } of measured) await session.stop(id)
  const points = measured.map(({ id, rates, median: rate }): CurvePoint => {
    const size = axis.sizes[entrants.findIndex((entrant) => entrant.id === id)]!
    const gflops = (flopsPerStep(settings(size)) * rate) / 1e9
    return { size, milliseconds: 1000 / rate, rounds: rates.map((one) => 1000 / one), gflops }
  })
  return curveOf(axis.name, points, leftOut)
}

/** One model, measured with ever more draws; the first of each is not counted. */
async function measureProbe(session: Session, { backend, rounds }: CurvesOptions): Promise<Curve> {
  const lab: Entrant = { id: 'probe', script: 'elbo-lab', variant: backend }
  await session.start(lab, STANDARD)
  const found = DRAWS.map((): number[] => [])
  for (let round = 0; round <= rounds; round++)
    for (const [i, draws] of DRAWS.entries()) {
      const { milliseconds } = await session.ask(lab.id, 'probe', draws)
      if (round > 0) found[i]!.push(milliseconds)
    }
  await session.stop(lab.id)
  const points = DRAWS.map((size, i): CurvePoint => {
    const counted = found[i]!
    return { size, milliseconds: median(counted), rounds: counted, gflops: null }
  })
  return curveOf('draws R', points)
}

export async function measureCurves(options: CurvesOptions): Promise<Curves> {
  const { pixels, source } = await benchImages()
  const session = await openSession(pixels)
  try {
    const steps: Curve[] = []
    for (const axis of AXES) {
      console.error(`  ${axis.name} ...`)
      steps.push(await measureAxis(session, axis, options))
    }
    const probe = await measureProbe(session, options)
    const { backend } = options
    return { machine: machine(), browser: session.browser, source, backend, steps, probe }
  } finally {
    await session.close()
  }
}
