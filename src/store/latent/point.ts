/** The position of the sliders, and its undo. Independent of decoding. */
import { normal, uniform } from '../../math/random.ts'
import type { Core } from '../core.ts'
import type { NoiseKey } from '../../math/philox.ts'
import { legalPoint, type LatentForm } from '../../protocol/codes.ts'
import { presentForm } from './form.ts'
import { originOf, type LatentState } from './state.ts'

/** Separate streams from training's: the same seed gives the same draws, whatever was trained meanwhile. */
const POINT_STREAM = 1001
const IMAGE_STREAM = 1002

const MOST_PAST = 100

/** The most coordinates announced to screen readers. */
const MOST_TOLD = 3

/** The point as an announcement's parameters: z1, z2, ... if there are few. */
function told(point: readonly number[]): Readonly<Record<string, number>> {
  const few = point.length <= MOST_TOLD ? point : []
  return { latents: point.length, ...Object.fromEntries(few.map((value, j) => [`z${j + 1}`, value])) }
}

/** Bits or classes that are announced. */
const MOST_VALUES = 16

/** The announcement of where the point is; of a code the values are said as they stand. */
export function toldAs(
  core: Core,
  what: 'origin' | 'drawn' | 'undone' | 'chosen',
): readonly [code: string, params: Readonly<Record<string, string | number>>] {
  const { point } = core.get().latent
  if (presentForm(core.get()).values === null) return [what, what === 'origin' ? {} : told(point)]
  return [`code-${what}`, { code: point.length <= MOST_VALUES ? point.join(' ') : '' }]
}

/** A draw from the prior: N(0, I), or uniform over the values of each latent. */
function priorDraw(latents: number, { values }: LatentForm, key: NoiseKey): number[] {
  if (values === null) return [...normal(latents, key)]
  return Array.from(uniform(latents, 0, values, key), Math.floor)
}

export function createPoint(core: Core, onMove: () => void) {
  let gestureUnderWay: string | null = null
  let draws = 0
  let images = 0

  const latent = () => core.get().latent
  const seed = () => (core.get().applied ?? core.get().settings).seed

  function become(change: Pick<LatentState, 'point' | 'past'>): void {
    core.set({ latent: { ...latent(), ...change } })
    onMove()
  }

  /**
   * Ignores a point with another number of latents: it was meant for a replaced model. Bits and classes take the nearest
   * value that they can have.
   */
  function moveTo(to: readonly number[], gesture: string | null = null): void {
    const { point, past } = latent()
    const isLegal = to.length === point.length && to.every(Number.isFinite)
    const next = legalPoint(to, presentForm(core.get()))
    const goesOn = gesture !== null && gesture === gestureUnderWay
    if (!isLegal || next.every((value, j) => value === point[j])) return
    gestureUnderWay = gesture
    become({ point: [...next], past: goesOn ? past : [...past, point].slice(-MOST_PAST) })
  }

  const announce = (what: 'origin' | 'drawn' | 'undone') => core.announce(...toldAs(core, what))

  return {
    moveTo,
    origin() {
      moveTo(originOf(latent().point.length))
      announce('origin')
    },
    random() {
      const key = { seed: seed(), stream: POINT_STREAM, step: draws++ }
      moveTo(priorDraw(latent().point.length, presentForm(core.get()), key))
      announce('drawn')
    },
    undo() {
      const { past } = latent()
      const before = past.at(-1)
      if (!before) return
      gestureUnderWay = null
      become({ point: before, past: past.slice(0, -1) })
      announce('undone')
    },
    /** The index of one of `count` images. */
    anyImage: (count: number): number =>
      Math.floor(uniform(1, 0, count, { seed: seed(), stream: IMAGE_STREAM, step: images++ })[0]!) % count,
    /** For a new model: restarts the draws. */
    forget() {
      gestureUnderWay = null
      draws = 0
      images = 0
    },
  }
}
