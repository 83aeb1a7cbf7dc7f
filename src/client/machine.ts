/**
 * Remembers this machine's backends between visits: which was the fastest for models of about this size, and
 * which repeatedly lost their device. Kept in the browser's storage; nothing is remembered where that is
 * forbidden. A newer browser, or a page that gained or lost shared memory, counts as another machine.
 */
import { list, number, record, boundedText } from '../formats/schema.ts'
import type { BackendInfo, KnownBackends } from '../protocol/engine.ts'
import { BACKEND_NAMES, type BackendName, type Settings } from '../protocol/settings.ts'
import { backendNameShape, measuredShape } from '../protocol/shapes.ts'

const KEY = 'elbo-lab:backends'
const WEEK_MS = 7 * 24 * 3600 * 1000
const DAY_MS = 24 * 3600 * 1000
/** More model sizes than anyone opens. */
const MOST_SIZES = 8

type Fastest = Pick<BackendInfo, 'name' | 'measured'>

export interface Machine {
  /** For a worker that is about to choose a backend. */
  known(settings: Settings): KnownBackends
  /** Whether another comparison is due. */
  isStale(settings: Settings): boolean
  remember(settings: Settings, fastest: Fastest): void
  /** For a backend that has lost its device too often: "auto" avoids it for a week. */
  giveUp(backend: BackendName): void
}

interface Entry extends Fastest {
  readonly size: number
  readonly at: number
}

interface Memory {
  readonly fingerprint: string
  readonly fastest: readonly Entry[]
  readonly givenUp: readonly { readonly name: BackendName; readonly at: number }[]
}

export interface Keeping {
  readonly storage: () => Pick<Storage, 'getItem' | 'setItem'>
  readonly fingerprint: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const PIXELS = 784

/**
 * The order of magnitude of a step's multiplications: small and large models may be fastest on different
 * backends.
 */
function sizeOf({ batch, samples, hidden, latent }: Settings): number {
  const widths = [PIXELS, ...hidden, latent]
  const weights = widths.slice(1).reduce((sum, width, i) => sum + width * widths[i]!, 0)
  return Math.round(Math.log10(batch * samples * weights))
}

const entryShape = record<Entry>({
  name: backendNameShape,
  size: number(),
  at: number(),
  measured: measuredShape,
})

const memoryShape = record<Memory>({
  fingerprint: boundedText(1000),
  fastest: list(entryShape, MOST_SIZES),
  givenUp: list(
    record<Memory['givenUp'][number]>({ name: backendNameShape, at: number() }),
    BACKEND_NAMES.length,
  ),
})

/** Throws if the text is invalid. */
function parse(written: string | null, fingerprint: string): Memory {
  const memory = memoryShape(JSON.parse(written ?? 'null'), 'memory')
  return memory.fingerprint === fingerprint ? memory : nothing(fingerprint)
}

const nothing = (fingerprint: string): Memory => ({ fingerprint, fastest: [], givenUp: [] })

export function createMachine({ storage, fingerprint, now }: Keeping): Machine {
  function read(): Memory {
    try {
      return parse(storage().getItem(KEY), fingerprint)
    } catch {
      return nothing(fingerprint) // storage is forbidden, empty, or of another version
    }
  }

  function write(change: Partial<Memory>): void {
    try {
      storage().setItem(KEY, JSON.stringify({ ...read(), ...change }))
    } catch {
      // the next visit measures again
    }
  }

  /** A clock that was ahead, and was set right, makes nothing last longer. */
  const age = (at: number) => Math.abs(now() - at)
  const givenUp = () => read().givenUp.filter(({ at }) => age(at) < WEEK_MS)
  const entryOf = (settings: Settings) => read().fastest.find(({ size }) => size === sizeOf(settings))

  return {
    known(settings) {
      const avoided = settings.backend === 'auto' ? givenUp().map(({ name }) => name) : []
      const entry = entryOf(settings)
      const isThere = entry && settings.backend === 'auto' && !avoided.includes(entry.name)
      return { remembered: isThere ? { name: entry.name, measured: entry.measured } : null, avoided }
    },
    isStale(settings) {
      const entry = entryOf(settings)
      return !entry || age(entry.at) > DAY_MS
    },
    remember(settings, { name, measured }) {
      const size = sizeOf(settings)
      const others = read().fastest.filter((entry) => entry.size !== size)
      write({ fastest: [{ size, at: now(), name, measured }, ...others].slice(0, MOST_SIZES) })
    },
    giveUp(backend) {
      const { fastest } = read()
      const others = givenUp().filter(({ name }) => name !== backend)
      write({
        fastest: fastest.filter(({ name }) => name !== backend),
        givenUp: [...others, { name: backend, at: now() }],
      })
    },
  }
}

/** The machine that the page runs on. */
export const thisMachine = (): Machine =>
  createMachine({
    storage: () => localStorage,
    fingerprint: `${navigator.userAgent} ${crossOriginIsolated ? 'isolated' : 'not isolated'}`,
    now: () => Date.now(),
  })
