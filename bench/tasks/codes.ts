/** What a step with discrete codes costs beside a Gaussian one: the bare engine's steps a second, in turn on one machine. */
import type { Settings } from '../../src/protocol/settings.ts'
import { machine } from '../browser.ts'
import { measure, type Measured } from '../measure.ts'
import type { BenchBackend } from '../peers/index.ts'
import { benchImages } from '../images.ts'
import { openSession } from '../session.ts'
import { median } from '../statistics.ts'
import { besideWanted, table } from '../table.ts'

export interface CodesOptions {
  readonly backend: BenchBackend
  readonly rounds: number
  /** Of a spell. */
  readonly seconds: number
}

export interface Codes {
  readonly machine: string
  readonly browser: string
  readonly source: string
  readonly backend: BenchBackend
  readonly measured: readonly Measured[]
}

const GAUSSIAN = 'gaussian, reparameterized'
const BITS = '20 bits, score-function'
/** A step of 20 bits with the score function may cost this many times a Gaussian one. */
const WANTED = 1.3
const MOST_SECONDS = 120

const bits = (estimator: Settings['estimator'], change: Partial<Settings> = {}): Partial<Settings> => ({
  family: 'bernoulli',
  estimator,
  ...change,
})

const CHANGES: Readonly<Record<string, Partial<Settings>>> = {
  [GAUSSIAN]: {},
  'gaussian, score-function': { estimator: 'score-function' },
  [BITS]: bits('score-function'),
  '20 bits, straight-through': bits('straight-through'),
  '20 bits, disarm': bits('disarm'),
  '8 bits, enumeration': bits('enumeration', { latent: 8 }),
}

export async function measureCodes({ backend, rounds, seconds }: CodesOptions): Promise<Codes> {
  const { pixels, source } = await benchImages()
  const session = await openSession(pixels)
  try {
    const entrants = Object.entries(CHANGES).map(
      ([id, changes]) => ({ id, script: 'elbo-lab', variant: backend, changes }) as const,
    )
    const { measured } = await measure(session, { entrants, rounds, seconds, mostSeconds: MOST_SECONDS })
    return { machine: machine(), browser: session.browser, source, backend, measured }
  } finally {
    await session.close()
  }
}

/** Of each round, since the machine is not the same in all of them. */
const costOf = ({ rates }: Measured, alone: Measured): number =>
  median(alone.rates.map((rate, round) => rate / rates[round]!))

export function reportCodes({ machine: where, browser, source, backend, measured }: Codes): string {
  const alone = measured.find(({ id }) => id === GAUSSIAN)!
  const rows = measured.map((one) => {
    const cost = `${costOf(one, alone).toFixed(2)} x`
    return [one.id, one.median.toFixed(1), one.id === BITS ? besideWanted(cost, `${WANTED} x`) : cost]
  })
  return [
    `784-400-20-400-784 but for what the first column says, batch 128, Adam, L = 1; ${where}; ${browser}; ${source}.`,
    table([backend, 'steps/s', 'times a Gaussian step'], rows),
    `Medians of ${alone.rates.length} rounds in turn.`,
  ].join('\n\n')
}
