/** Keeps the images of the samples panel fresh: prior samples, and reconstructions beside their originals. */
import { toFault } from '../protocol/errors.ts'
import { PICTURES_RULE } from '../schedule/rules.ts'
import type { Core } from './core.ts'
import { createKeeper, type Keeper } from './keeper.ts'

export const PRIOR_COUNT = 96
/** Enough pairs to fill a sheet of the size of the prior's. */
export const RECONSTRUCTION_COUNT = 48
/** Two rows beside those of the other lanes. */
export const LANE_COUNT = 24

/** Null for a lane that has ended meanwhile. */
const ofLane = ({ engine }: Core, lane: number) =>
  engine.samplePrior(LANE_COUNT, lane).then(
    (prior) => ({ lane, prior }),
    (thrown) => {
      if (toFault(thrown).code !== 'no-such-lane') throw thrown
      return null
    },
  )

export const createPictures = (core: Core): Keeper =>
  createKeeper(core, {
    rule: PICTURES_RULE,
    isWanted: () => true,
    /** Both at once: requests made before training begins are answered before it measures anything. */
    async load() {
      const { engine, get } = core
      const [prior, reconstructions, ...lanes] = await Promise.all([
        engine.samplePrior(PRIOR_COUNT),
        engine.reconstruct(RECONSTRUCTION_COUNT),
        ...get().lanes.map(({ lane }) => ofLane(core, lane)),
      ])
      return { prior, reconstructions, lanes: lanes.filter((one) => one !== null) }
    },
    keep: (pictures) => core.set({ pictures }),
  })
