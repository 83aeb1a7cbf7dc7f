/**
 * What a tighter bound does to the encoder's gradient of a trained model, by the probe: signal over noise against K. Theory (Rainforth
 * et al. 2018, Tucker et al. 2019): the total derivative's falls, the doubly reparameterized one's does not, where q is near
 * enough to the posterior for the weights to spread over many draws. A Gaussian likelihood with sigma = 1 makes it so.
 */
import { beforeAll, expect, test } from 'vitest'
import { generateDigits } from '../../src/data/procedural/index.ts'
import { startDevice } from '../../src/engine/backend/devices.ts'
import { createRun, type Run } from '../../src/engine/run.ts'
import { tQuantile975 } from '../../src/math/jackknife.ts'
import type { EngineEvent } from '../../src/protocol/engine.ts'
import type { EstimatorId } from '../../src/protocol/estimators.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../src/protocol/settings.ts'
import type { ProbeReport } from '../../src/protocol/variance.ts'

beforeAll(() => startDevice('wasm'))

const DRAWS = 32
const KS = [1, 4, 16, 64]
const WIDE: Settings = {
  ...DEFAULT_SETTINGS,
  likelihood: 'gaussian',
  sigma: 1,
  hidden: [32],
  latent: 10,
  batch: 32,
  probe: 0,
}

async function trained(change: Partial<Settings>): Promise<Run> {
  const digits = generateDigits({ seed: 1, train: 2000, test: 64 })
  const events: EngineEvent[] = []
  const run = createRun(
    { ...WIDE, ...change },
    { name: 'procedural', origin: 'generated', ...digits, notices: [] },
    (event) => events.push(event),
  )
  run.train(200)
  await expect.poll(() => events.some(({ type }) => type === 'paused')).toBe(true)
  return run
}

interface Estimate {
  readonly value: number
  readonly error: number
}

/** The logarithm of signal over noise, and its standard error from the interval of the square. */
function logSignal({ estimators }: ProbeReport, id: EstimatorId): Estimate {
  const { value, hi, lo } = estimators[id]!.weights!.square
  const error = (hi - lo) / 2 / tQuantile975(DRAWS - 1)
  return { value: Math.log(value) / 2, error: error / value / 2 }
}

/** The exponent of K, by least squares through the logarithms. */
function slopeOf(reports: readonly ProbeReport[], id: EstimatorId): Estimate {
  const xs = reports.map(({ importance }) => Math.log(importance!))
  const middle = xs.reduce((sum, x) => sum + x, 0) / xs.length
  const across = xs.reduce((sum, x) => sum + (x - middle) ** 2, 0)
  const points = reports.map((report) => logSignal(report, id))
  const share = (i: number) => (xs[i]! - middle) / across
  return {
    value: points.reduce((sum, { value }, i) => sum + share(i) * value, 0),
    error: Math.hypot(...points.map(({ error }, i) => share(i) * error)),
  }
}

async function slopesOf(run: Run) {
  const reports: ProbeReport[] = []
  for (const importance of KS)
    reports.push(
      await run.prober.probe({ draws: DRAWS, samples: 1, kl: 'closed-form', baseline: 'none', importance }),
    )
  await run.dispose()
  const [pathwise, dreg] = [slopeOf(reports, 'reparameterized'), slopeOf(reports, 'dreg')]
  const apart = Math.hypot(pathwise.error, dreg.error)
  return { pathwise, dreg, apart }
}

test(
  'where only the decoder has learned, it falls with K for the total derivative and rises for the doubly reparameterized one',
  { tags: 'thorough' },
  async () => {
    const { pathwise, dreg } = await slopesOf(await trained({ freeze: 'encoder' }))
    expect(pathwise.value).toBeLessThan(-5 * pathwise.error)
    expect(dreg.value).toBeGreaterThan(3 * dreg.error)
  },
)

test(
  'of a model trained with the bound of 8 draws it falls for the total derivative, and for the doubly reparameterized one not beyond chance',
  { tags: 'thorough' },
  async () => {
    const { pathwise, dreg, apart } = await slopesOf(
      await trained({ objective: 'importance-weighted', k: 8 }),
    )
    expect(pathwise.value).toBeLessThan(-5 * pathwise.error)
    expect(dreg.value).toBeGreaterThan(-3 * dreg.error)
    expect(dreg.value - pathwise.value).toBeGreaterThan(5 * apart)
  },
)
