/** The words of the duel, in English. */
import { isAboutOne } from '../format.ts'
import type { Sentence, Teller } from '../told.ts'
import { format as f } from './format.ts'

export const lanesText = {
  duel: 'Duel',
  forkHere: 'Fork here',
  forkHint:
    'A lane leaves the run at this step: same weights, same optimizer state, same images, same noise. What you change in it is the only difference.',
  forkFull: 'There are four lanes, which is all there can be.',
  lane: ({ lane }: { lane: number }) => `Lane ${lane}`,
  laneNamed: ({ lane, name }: { lane: number; name: string }) => `Lane ${lane}: ${name}`,
  laneIsRun: 'the run',
  laneEqual: 'same settings',
  laneSetting: ({ lane, name }: { lane: number; name: string }) => `${name}, lane ${lane}`,
  laneSettings: ({ lane }: { lane: number }) => `Settings of lane ${lane}`,
  laneRunSettings: 'Its settings are those under Experiment.',
  laneMore: 'More',
  firstLaneOnly: 'lane 1 only',
  laneEstimator: 'Estimator',
  laneSamples: 'L',
  laneRate: 'Rate',
  laneDrop: 'Drop',
  laneDropNamed: ({ lane }: { lane: number }) => `Drop lane ${lane}`,
  lanePromote: 'Make this the run',
  lanePromoteNamed: ({ lane }: { lane: number }) => `Make lane ${lane} the run`,
  lanePromoteHint: 'The run goes on from this lane; its own curve since the fork is given up.',
  laneHeldOut: ({ elbo }: { elbo: number }) => `held-out ${f.fixed(elbo, 1)}`,
  laneNotEvaluated: 'not evaluated yet on held-out images',
  laneNoise: ({ value }: { value: number }) => `gradient variance ${f.scientific(value)}`,
  laneNoNoise: 'gradient variance not measured yet',
  lanePriorAlt: ({ lane, step }: { lane: number; step: number }) =>
    `Samples from the prior, lane ${lane}, at step ${f.integer(step)}`,
  laneCurve: ({ lane, name }: { lane: number; name: string }) => `lane ${lane}, ${name}`,
  forkMark: ({ lanes }: { lanes: string }) => `fork: lane ${lanes}`,
  laneMark: ({ lane, mark }: { lane: number; mark: string }) => `${lane}: ${mark}`,
  laneComes: ({ step, name }: { step: number; name: string }) =>
    `A lane leaves at step ${f.integer(step)}: ${name}.`,
  laneMissed: ({ step, name }: { step: number; name: string }) =>
    `A lane leaves at step ${f.integer(step)} after a reset: ${name}.`,
  laneNow: 'Fork now',
  laneNowNamed: ({ step }: { step: number }) => `Fork now, not at step ${f.integer(step)}`,
  laneUnplanNamed: ({ step }: { step: number }) => `Drop the lane that leaves at step ${f.integer(step)}`,
  duelWaits: 'Both lanes stand at the same point. Train, and see what the difference does.',
  duelEqual: ({ steps }: { steps: number }) =>
    `${steps === 1 ? 'After 1 step' : `After ${f.integer(steps)} steps`} all lanes have the same numbers, to the last digit.`,
  duelElbos: ({
    steps,
    rows,
    values,
  }: {
    steps: number
    rows: number
    values: readonly [number, number][]
  }) =>
    `${steps === 1 ? '1 step' : `${f.integer(steps)} steps`} after the fork the training ELBO${
      rows === 1 ? '' : ` (mean of ${f.integer(rows)} rows)`
    } is ${values.map(([lane, elbo]) => `${f.fixed(elbo, 1)} in lane ${lane}`).join(', ')} (nats per image).`,
  duelRelaxed: ({ lanes, count }: { lanes: string; count: number }) =>
    `Training values cannot be compared: ${count === 1 ? `lane ${lanes} trains` : `lanes ${lanes} train`} a relaxed objective, which is no bound.`,
  duelHeldOut: ({ step, values }: { step: number; values: readonly [number, number][] }) =>
    `At step ${f.integer(step)} the held-out ELBO, with hard codes, is ${values.map(([lane, elbo]) => `${f.fixed(elbo, 1)} in lane ${lane}`).join(', ')} (nats per image).`,
  duelNoise: ({ lane, ratio, step }: { lane: number; ratio: number; step: number }) => {
    if (ratio === 1)
      return `Lane ${lane}’s gradient has exactly the variance of lane 1’s (step ${f.integer(step)}).`
    const times = isAboutOne(ratio) ? 'about' : `${f.times(ratio)} times`
    return `Lane ${lane}’s gradient has ${times} the variance of lane 1’s (step ${f.integer(step)}).`
  },
}

export const laneAnnouncements: Readonly<Record<string, Sentence>> = {
  forked: ({ lane, step }) => `Lane ${lane} left at step ${f.integer(Number(step))}`,
  'lane-dropped': ({ lane }) => `Lane ${lane} dropped`,
  'lane-promoted': ({ lane }) => `Lane ${lane} is the run now`,
}

const refused =
  (why: string, todo: (legal: string) => string): Teller =>
  ({ given, legal }) => ({
    what: `The fork “${given}” ${why}.`,
    kept: 'It is left out; everything else was applied.',
    todo: todo(`${legal}`),
  })

/** Of lanes in a link or a config.json. */
export const laneFaults: Readonly<Record<string, Teller>> = {
  'setting-not-a-fork': refused(
    'is not written as a fork is',
    (legal) => `Write, for example, one of these: ${legal}.`,
  ),
  'setting-not-a-fork-value': refused(
    'has a value that its setting cannot have',
    (legal) => `Allowed: ${legal}.`,
  ),
  'setting-not-of-a-lane': refused(
    'changes a setting that is the same for all lanes of a run',
    (legal) => `A lane can have its own: ${legal}. Change any other setting for the whole run.`,
  ),
  'setting-fork-not-together': refused(
    'has settings that do not go together',
    (legal) => `Change what it needs in the same lane, separated by a comma, as in ${legal}.`,
  ),
  'setting-too-many-forks': refused(
    'is one too many',
    (legal) => `At most ${legal} lanes can leave a run: remove another one to have this one.`,
  ),
}
