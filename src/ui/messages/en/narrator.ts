/** The narrator's sentences, in English: one for each rule (src/narrator), made of what was measured. */
import type { Course, Telling, Way } from '../../../narrator/story.ts'
import type { Params } from '../told.ts'
import { counted, format as f } from './format.ts'
import { marks } from './feedback.ts'
import { estimatorName } from './settings.ts'

export const narratorText = {
  narrator: 'Narrator',
  narratorOff: 'Turn the narrator off',
  narratorOn: 'Turn the narrator on',
  nextSwitch: ({ name }: { name: string }) => `Switch to ${name}`,
  nextBaseline: 'Give it a baseline',
  nextSamples: ({ samples }: { samples: number }) => `Take ${counted(samples, 'sample')}, leave-one-out`,
  nextRate: 'Take a third of the learning rate',
  nextBeta: 'Set β to 1',
  nextInLane: ({ lane, next }: { lane: number; next: string }) => `Lane ${f.integer(lane)}: ${next}`,
}

type Told<Rule extends Telling['rule']> = Extract<Telling, { rule: Rule }>

const nats = (value: number) => f.fixed(value, 1)
const COURSES: Readonly<Record<Course, string>> = {
  rose: 'is rising',
  fell: 'is falling',
  same: 'moves by no more than its noise',
}
const ways = ({ from, to }: Pick<Way, 'from' | 'to'>) => `${nats(from)} to ${nats(to)}`
const went = (way: Way) => `went from ${ways(way)}${way.course === 'same' ? ' (no clear change)' : ''}`

const markOf = (kind: string, value: string | number): string =>
  (marks as Readonly<Record<string, (p: Params) => string>>)[kind]?.({ value }) ?? kind

export const narration = {
  diverged: ({ step, back }: Told<'diverged'>) =>
    `Training diverged at step ${f.integer(step)}; the weights of step ${f.integer(back)} are back.`,
  duel: 'A duel: what was measured of it stands above the lanes.',
  started: ({ rows, needed }: Told<'started'>) =>
    `Training: ${f.integer(rows)} of the first ${counted(needed, 'step')}. One step says little.`,
  settling: ({ kind, value, needed }: Told<'settling'>) =>
    `Changed: ${markOf(kind, value)}. The weights stay; what it does is told after ${counted(needed, 'measured step')}.`,
  switched: ({ estimator, ratio, elbo, kl }: Told<'switched'>) =>
    `Switched to the ${estimatorName(estimator)} gradient: same weights${
      ratio === null ? '' : `, ${f.times(ratio.value)} times the variance (step ${f.integer(ratio.step)})`
    }. In ${counted(elbo.steps, 'step')} the ELBO ${went(elbo)}, and the KL from ${ways(kl)}.`,
  changed: ({ kind, value, elbo }: Told<'changed'>) =>
    `Changed: ${markOf(kind, value)}. In ${counted(elbo.steps, 'step')} since then the ELBO ${went(elbo)}.`,
  collapsed: ({ kl }: Told<'collapsed'>) =>
    `The codes say only ${f.fixed(kl, 2)} nats about their images: the posterior is all but the prior.`,
  autoencoder: ({ recon }: Told<'autoencoder'>) =>
    `An autoencoder: no noise and no KL. In ${counted(recon.steps, 'step')} the reconstruction ${went(recon)}.`,
  noise: ({ of, to, ratio, step }: Told<'noise'>) =>
    `At the same weights (step ${f.integer(step)}) the ${estimatorName(of)} gradient has ${f.times(ratio)} times the variance of the ${estimatorName(to)} gradient.`,
  forming: ({ isDigits, elbo, kl }: Told<'forming'>) =>
    `${isDigits ? 'Digits' : 'Images'} are forming: the ELBO rose from ${ways(elbo)}, and a code carries at most ${nats(kl)} nats about its image.`,
  course: ({ elbo, step }: Told<'course'>) =>
    `The ELBO ${COURSES[elbo.course]}: ${ways(elbo)} nats per image over ${counted(elbo.steps, 'step')}, to step ${f.integer(step)}.`,
}
