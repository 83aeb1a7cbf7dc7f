/**
 * The ordered list of a run's lanes, the first of which stays; and how others are added, dropped, or become the first.
 * Call all of it at rest: with every step's numbers read, and no step under way.
 */
import { CodedError } from '../protocol/errors.ts'
import type { LiveSettings } from '../protocol/settings.ts'
import type { Lane, LaneStart } from './lane.ts'
import type { LastGood } from './last-good.ts'
import { releaseCheckpoint, type Training } from './training.ts'

export interface Lanes {
  /** The first lane first; the list is another one after a change. */
  readonly all: readonly Lane[]
  readonly first: Lane
  get(id: number): Lane
  /** Adds a lane that leaves lane `from`. */
  fork(id: number, from: number, live: LiveSettings): void
  drop(id: number): Promise<void>
  /** The first lane goes on from the state of this one, which ends. */
  promote(id: number): Promise<void>
  dispose(): Promise<void>
}

interface LanesOptions {
  readonly create: (start: LaneStart) => Lane
  /** At step 0, with the run's architecture. */
  readonly createTraining: () => Training
  readonly lastGood: () => LastGood
}

/** The weights, the optimizer's state and the step. */
function copyState(to: Training, from: Training): void {
  const checkpoint = from.checkpoint()
  to.restore(checkpoint)
  releaseCheckpoint(checkpoint)
}

/** `starts`: the first lane first. */
export function createEngineLanes(
  starts: readonly [LaneStart, ...LaneStart[]],
  options: LanesOptions,
): Lanes {
  const { create, createTraining, lastGood } = options
  const first = create(starts[0])
  let all: readonly Lane[] = [first, ...starts.slice(1).map(create)]

  function get(id: number): Lane {
    const lane = all.find((one) => one.id === id)
    if (!lane) throw new CodedError('no-such-lane', { lane: id })
    return lane
  }
  async function drop(id: number): Promise<void> {
    const lane = get(id)
    if (lane === first) throw new CodedError('no-such-lane', { lane: id })
    all = all.filter((one) => one !== lane)
    lastGood().drop(lane)
    await lane.dispose()
  }

  return {
    get all() {
      return all
    },
    first,
    get,
    drop,
    fork(id, fromId, live) {
      if (all.some((one) => one.id === id)) throw new CodedError('lane-exists', { lane: id })
      const from = get(fromId)
      const training = createTraining()
      copyState(training, from.training)
      const lane = create({ id, live, training, from: from.meter.state() })
      all = [...all, lane].sort((a, b) => a.id - b.id)
      lastGood().copy(lane, from)
    },
    promote(id) {
      const lane = get(id)
      copyState(first.training, lane.training)
      first.meter.take(lane.meter.state())
      first.configure(lane.live())
      lastGood().copy(first, lane)
      return drop(id)
    },
    dispose: async () => void (await Promise.all(all.map((lane) => lane.dispose()))),
  }
}
