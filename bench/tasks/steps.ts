/**
 * Training steps a second, the lab beside its peers, on each backend there is, interleaved in one browser session.
 */
import { benchImages, type BenchImages } from '../images.ts'
import { machine } from '../browser.ts'
import { measure, type Measured, type Measurement } from '../measure.ts'
import { openNative } from '../native.ts'
import { BENCH_BACKENDS, LAB, NATIVE, PEERS, type BenchBackend } from '../peers/index.ts'
import { flopsPerStep, STANDARD } from '../problem.ts'
import { openSession, withNative, type Session } from '../session.ts'

export interface StepsOptions {
  readonly backends: readonly BenchBackend[]
  readonly rounds: number
  /** Of a spell. */
  readonly seconds: number
  /** These peers alone, by their ids; null = all. */
  readonly only: readonly string[] | null
}

export interface OnBackend extends Measurement {
  readonly backend: BenchBackend
  readonly roundsWanted: number
  /** The machine's own rate for a large matrix product, by the lab's fastest means there. */
  readonly matrixProductGflops: number | null
}

export interface Steps {
  readonly machine: string
  readonly browser: string
  readonly images: Omit<BenchImages, 'pixels'>
  readonly flopsPerStep: number
  readonly backends: readonly OnBackend[]
}

/** Losses of the same weights on the same images may differ by rounding, not by what is computed. */
const LOSS_TOLERANCE = 1e-4
/** A backend whose rounds take longer has fewer of them. */
const MOST_SECONDS = 90

function checkLosses([first, ...others]: readonly Measured[]): void {
  for (const { id, firstLoss } of others)
    if (!(Math.abs(firstLoss / first!.firstLoss - 1) < LOSS_TOLERANCE))
      throw new Error(`${id} has another loss (${firstLoss}) than ${first!.id} (${first!.firstLoss})`)
}

async function measureBackend(
  session: Session,
  backend: BenchBackend,
  { rounds, seconds, only }: StepsOptions,
): Promise<OnBackend> {
  const entrants = PEERS[backend].filter(({ id }) => !only || only.includes(id))
  const measurement = await measure(session, { entrants, rounds, seconds, mostSeconds: MOST_SECONDS })
  const { measured } = measurement
  checkLosses(measured)
  const lab = measured.find(({ id }) => id === LAB)
  const rate = lab ? ((await session.ask(LAB, 'matrixProductRate')).value as number) : null
  for (const { id } of measured) await session.stop(id)
  return { ...measurement, backend, roundsWanted: rounds, matrixProductGflops: rate }
}

/** PyTorch, if it takes part and is there. */
function nativePeer({ backends, only }: StepsOptions, pixels: Uint8Array) {
  const takesPart = backends.includes('wasm') && (!only || only.includes(NATIVE))
  return takesPart ? openNative(pixels) : null
}

export async function measureSteps(options: StepsOptions): Promise<Steps> {
  const { pixels, ...images } = await benchImages()
  const session = withNative(await openSession(pixels), nativePeer(options, pixels))
  try {
    const backends: OnBackend[] = []
    for (const backend of BENCH_BACKENDS)
      if (options.backends.includes(backend)) backends.push(await measureBackend(session, backend, options))
    return {
      machine: machine(),
      browser: session.browser,
      images,
      flopsPerStep: flopsPerStep(STANDARD),
      backends,
    }
  } finally {
    await session.close()
  }
}
