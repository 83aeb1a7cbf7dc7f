/**
 * Compares the present model with an earlier one: keeps its portrait fresh while the page shows it, and trains
 * the other kind of model for comparison.
 */
import { ESTIMATOR_IDS, missingCapability } from '../../protocol/estimators.ts'
import { isRandom, type Settings } from '../../protocol/settings.ts'
import { PORTRAIT_RULE } from '../../schedule/rules.ts'
import type { Core } from '../core.ts'
import { createKeeper } from '../keeper.ts'
import type { Wish } from '../opening.ts'
import { createWatchers } from '../watchers.ts'
import { takePortrait } from './portrait.ts'

export interface CompareActions {
  /** Keeps the portrait of the present model fresh until the returned function is called. */
  watch(): () => void
  /**
   * Trains a new autoencoder (or a VAE, if the present model is an autoencoder) with otherwise the same
   * settings, for the same number of steps. The present model's portrait is kept.
   */
  trainBeside(): Promise<void>
  /** Opens an untrained model with these settings. */
  openWith(settings: Settings): Promise<void>
}

/** The portrait of the present model, while something on the page shows it. */
export function createPortraits(core: Core) {
  const watchers = createWatchers()
  let run = core.get().history.current.id
  const keeper = createKeeper(core, {
    rule: PORTRAIT_RULE,
    isWanted: watchers.isAny,
    load: (signal) => takePortrait(core, signal),
    keep: (present) => core.set({ compare: { ...core.get().compare, present } }),
  })
  core.store.subscribe(({ applied }, before) => {
    if (applied?.family !== before.applied?.family) keeper.refresh()
  })
  return {
    tick: keeper.tick,
    refresh: keeper.refresh,
    /** Call when opening a model has ended, with or without success. */
    opened() {
      const { id } = core.get().history.current
      if (id !== run) keeper.forget()
      run = id
      keeper.refresh()
    },
    watch() {
      const end = watchers.add()
      keeper.ensure()
      return end
    },
  }
}

/** The settings for the other kind of model; not every estimator can be used with a point posterior. */
const turned = ({ family, estimator }: Settings): Partial<Settings> => {
  if (!isRandom({ family })) return { family: 'gaussian' }
  const able = [estimator, ...ESTIMATOR_IDS].find((id) => missingCapability(id, 'point') === null)
  return { family: 'point', ...(able && { estimator: able }) }
}

interface BesideMeans {
  readonly open: (wish: Wish) => Promise<boolean>
  /** Ends training, if there is some. */
  readonly pause: () => Promise<void>
}

export function createBeside(core: Core, { open, pause }: BesideMeans) {
  /** Uses the data of the present model. */
  const openOnSameData = (settings: Settings, adopt: Partial<Settings>) => {
    return open({ settings, files: core.get().openedFiles, adopt })
  }
  const isThere = () => core.get().phase !== 'none' && !core.get().opening

  return {
    async trainBeside() {
      if (!isThere() || core.get().step === 0) return
      try {
        await pause()
        const { applied, step } = core.get()
        if (!applied) return
        const change = turned(applied)
        if (await openOnSameData({ ...applied, ...change }, change)) await core.engine.train(step)
      } catch (thrown) {
        core.fail(thrown)
      }
    },
    async openWith(settings: Settings) {
      if (isThere()) await openOnSameData(settings, settings)
    },
  }
}
