/**
 * Comparing the present model with one before it: keeps its portrait fresh while the page shows it, and trains the other
 * kind of model beside it.
 */
import { ESTIMATOR_IDS, missingCapability } from '../../protocol/estimators.ts'
import type { Settings } from '../../protocol/settings.ts'
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
   * A fresh autoencoder (or, where one is trained, a VAE), otherwise with the settings of the present model, trained
   * for as many steps. The present one's portrait is kept.
   */
  trainBeside(): Promise<void>
  /** A fresh model with these settings, not trained yet. */
  openWith(settings: Settings): Promise<void>
}

/** The portrait of the present model, for as long as something on the page shows it. */
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
    if (applied?.posterior !== before.applied?.posterior) keeper.refresh()
  })
  return {
    tick: keeper.tick,
    refresh: keeper.refresh,
    /** A model was opened, or could not be. */
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

/** What makes the other kind of model; of a point not every estimator can compute the gradient. */
const turned = ({ posterior, estimator }: Settings): Partial<Settings> => {
  if (posterior === 'point') return { posterior: 'gaussian' }
  const able = [estimator, ...ESTIMATOR_IDS].find((id) => missingCapability(id, 'point') === null)
  return { posterior: 'point', ...(able && { estimator: able }) }
}

export function createBeside(core: Core, open: (wish: Wish) => Promise<boolean>) {
  /** On the data that the present model learns from. */
  const openOnSameData = (settings: Settings, adopt: Partial<Settings>) => {
    return open({ settings, files: core.get().openedFiles, adopt })
  }
  const isThere = () => core.get().phase !== 'none' && !core.get().opening

  return {
    async trainBeside() {
      if (!isThere() || core.get().step === 0) return
      try {
        if (core.get().phase === 'training') await core.engine.pause()
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
