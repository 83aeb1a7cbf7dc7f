/** Keeps the images of the samples panel fresh: prior samples, and reconstructions beside their originals. */
import { PICTURES_RULE } from '../schedule/rules.ts'
import type { Core } from './core.ts'
import { createKeeper, type Keeper } from './keeper.ts'

export const PRIOR_COUNT = 96
/** Enough pairs to fill a sheet of the size of the prior's. */
export const RECONSTRUCTION_COUNT = 48

export const createPictures = (core: Core): Keeper =>
  createKeeper(core, {
    rule: PICTURES_RULE,
    isWanted: () => true,
    /** Both at once: requests made before training begins are answered before it measures anything. */
    async load() {
      const [prior, reconstructions] = await Promise.all([
        core.engine.samplePrior(PRIOR_COUNT),
        core.engine.reconstruct(RECONSTRUCTION_COUNT),
      ])
      return { prior, reconstructions }
    },
    keep: (pictures) => core.set({ pictures }),
  })
