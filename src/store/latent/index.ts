/**
 * The latent space of the present model: the sliders' point and its image, and the data of the views, kept
 * fresh during training. state.ts describes each.
 */
import type { Core } from '../core.ts'
import { type Watchers, createWatchers } from '../watchers.ts'
import type { Keeper } from '../keeper.ts'
import { createExact } from './exact.ts'
import { createChosenImages } from './images.ts'
import {
  keepCodebook,
  keepDecoded,
  keepEncodings,
  keepInspections,
  keepLine,
  keepSheet,
  keepTestImages,
} from './kept.ts'
import type { LatentContext } from './context.ts'
import { createGaps } from './gaps.ts'
import { presentForm } from './form.ts'
import { createPoint } from './point.ts'
import { createWays } from './ways.ts'
import { planSheet } from './sheet.ts'
import type { LatentState, Need } from './state.ts'
import type { ChosenImage } from '../../protocol/latent.ts'
import { ACTIVE_ABOVE } from '../../math/latent-statistics.ts'

export interface LatentStore {
  readonly actions: LatentActions
  /** Call while training. */
  tick(): void
  /** Call when training has stopped with new weights. */
  refresh(): void
  /** Call when opening a model has ended, with or without success. */
  opened(): void
}

/** Counts the users of each need on the page. */
const createNeeds = (): Readonly<Record<Need, Watchers>> => ({
  encodings: createWatchers(),
  codebook: createWatchers(),
  sheet: createWatchers(),
  inspection: createWatchers(),
  line: createWatchers(),
  gaps: createWatchers(),
})

function createOrder(core: Core, show: LatentContext['show']) {
  let isHeld = false
  function update(): void {
    const { statistics, order } = core.get().latent
    // Two latents are the axes of a plane, and keep their own order.
    // Bits and classes have no statistics, and keep their order too.
    if (isHeld || !statistics || order.length <= 2) return
    show({ order: orderByActivity(statistics.activity, order), active: statistics.active })
  }
  return {
    update,
    hold(on: boolean) {
      isHeld = on
      update()
    },
  }
}

function keepersOf(surface: LatentContext, needs: ReturnType<typeof createNeeds>, gaps: Keeper) {
  const decoded = keepDecoded(surface)
  const testImages = keepTestImages(surface, () => Object.values(needs).some(({ isAny }) => isAny()))
  const needed = {
    encodings: keepEncodings(surface),
    codebook: keepCodebook(surface),
    sheet: keepSheet(surface),
    inspection: keepInspections(surface),
    line: keepLine(surface),
    gaps,
  }
  return { decoded, testImages, needed, all: [decoded, testImages, ...Object.values(needed)] }
}

export function createLatentStore(core: Core): LatentStore {
  const show = (change: Partial<LatentState>) => core.set({ latent: { ...core.get().latent, ...change } })
  const needs = createNeeds()
  const order = createOrder(core, show)
  const surface: LatentContext = {
    core,
    show,
    isWatched: (need) => needs[need].isAny(),
    onEncodings: order.update,
    onInspected: () => needed.line.refresh(),
  }
  const gaps = createGaps(surface)
  const { decoded, testImages, needed, all } = keepersOf(surface, needs, gaps.keeper)
  const point = createPoint(core, () => {
    decoded.refresh()
    // Only a traversal depends on the sliders.
    if (planSheet(core.get().latent.order, presentForm(core.get())).kind === 'traversal') needed.sheet.soon()
  })
  const images = createChosenImages(surface, point.moveTo)
  const exact = createExact(core, show)
  const ways = createWays(core, show)
  const { moveTo, origin, random, undo } = point
  let run = core.get().history.current.id

  return {
    actions: {
      ...{ moveTo, origin, random, undo, hold: order.hold },
      ...images,
      async chooseAny() {
        const count = core.get().opened?.dataset.testImages ?? 0
        if (count > 0) await images.choose({ test: point.anyImage(count) })
      },
      watch(need) {
        const end = needs[need].add()
        testImages.ensure()
        needed[need].ensure()
        return end
      },
      ...exact,
      ...ways,
      measureGap: gaps.measureGap,
    },
    tick() {
      if (core.get().phase === 'training') for (const keeper of all) keeper.tick()
    },
    refresh: () => all.forEach((keeper) => keeper.refresh()),
    opened() {
      const { id } = core.get().history.current
      if (id !== run) {
        for (const one of [point, ...all]) one.forget()
        exact.cancelExact()
        ways.cancelWays()
        gaps.cancelGap()
      }
      run = id
      for (const keeper of all) keeper.refresh()
    },
  }
}

/** User actions in the latent space. Types only; `lab.latent` implements them. */
export interface LatentActions {
  /** Moves the sliders. Moves of one `gesture` (such as a drag of one slider) are a single step for `undo`. */
  moveTo(point: readonly number[], gesture?: string): void
  origin(): void
  /** Moves to a draw from the prior. */
  random(): void
  undo(): void
  /** Chooses an image: its posterior mean sets the sliders. */
  choose(chosen: ChosenImage): Promise<void>
  /** Chooses a test image at random. */
  chooseAny(): Promise<void>
  /** Chooses the other end of the line between two images. */
  choosePartner(chosen: ChosenImage): Promise<void>
  /** While a slider is held (`on`), the order of the latents does not change. */
  hold(on: boolean): void
  /** Keeps something fresh until the returned function is called. */
  watch(need: Need): () => void
  /** Computes the exact posterior of the chosen image (two latents). */
  measureExact(): Promise<void>
  cancelExact(): void
  /** Averages log p(x), the ELBO and the gap at the present weights (two real latents), for the list that is kept fresh. */
  measureGap(): Promise<void>
  /** Takes the three ways to the posterior of the chosen image (two real latents). */
  takeWays(): Promise<void>
  cancelWays(): void
}

/** Neighbours whose activities differ by less than this factor keep their order. */
const CLEARLY = 1.05

/** `before`, with each latent moved forward past those that are clearly less active. */
export function orderByActivity(activity: ArrayLike<number>, before: readonly number[]): readonly number[] {
  // The active ones come first; among the others the order would be noise.
  const of = (latent: number) => (activity[latent]! > ACTIVE_ABOVE ? activity[latent]! : 0)
  const order = [...before]
  for (let i = 1; i < order.length; i++)
    for (let at = i; at > 0 && of(order[at]!) > CLEARLY * of(order[at - 1]!); at--)
      [order[at - 1], order[at]] = [order[at]!, order[at - 1]!]
  return order.every((latent, i) => latent === before[i]) ? before : order
}
