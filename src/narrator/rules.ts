/**
 * The narrator's rules, the most urgent first: the first one that has something to say speaks. Each is a pure function of what was
 * measured, and says nothing of what was not.
 */
import { comparisonOf, ratioOf } from '../charts/variance/comparison.ts'
import { isEstimatorId, type EstimatorId } from '../protocol/estimators.ts'
import { familyMetaOf } from '../protocol/families.ts'
import { isRandom } from '../protocol/settings.ts'
import { marksInForce, type Mark } from '../store/history.ts'
import { afterDivergence, cureFor, forLane, switchTo, withBetaOne } from './next.ts'
import type { Narration, NarratorRule, Story, Suggestion } from './story.ts'
import { ROWS, boundOf, klOf, meanOver, newest, reconOf, wayOf } from './windows.ts'

/** Steps after which a change is no longer news. */
const NEWS = 500
/** Nats per image that codes say at least where images take form, and at most where they say nothing. */
const FORMING = 3
const COLLAPSED = 0.5
/** Two measurements of a ratio agree if they differ by no more than this factor. */
const AGREEING = 3
/** Before this step the gradients are those of a model that knows nothing. */
const EARLY = 100

const lastStepOf = ({ run }: Story): number => run.rows.at(-1)?.step ?? 0

/** The newest change that training has felt, while it is news. */
function newsOf(story: Story): Mark | null {
  const mark = story.run.marks.filter(({ step }) => step > 0 && step <= lastStepOf(story)).at(-1)
  return mark && lastStepOf(story) - mark.step <= NEWS ? mark : null
}

/** The rows that have been trained as it is set now. */
const sinceChange = ({ run }: Story) => {
  const from = marksInForce(run).at(-1)?.step ?? 0
  return run.rows.filter(({ step }) => step > from)
}

/** After this step sigma is what it is now. A change of it moves the ELBO by itself, which is nothing that training has done. */
const sameSigmaFrom = ({ run }: Story): number =>
  marksInForce(run).findLast(({ kind }) => kind === 'sigma')?.step ?? 0

/** The means right before a change, and now; null where the two cannot be compared. */
function around(story: Story, { step }: Mark) {
  const rows = story.run.rows.filter((row) => row.step > sameSigmaFrom(story))
  const before = newest(rows.filter((row) => row.step <= step))
  const after = newest(rows.filter((row) => row.step > step))
  const [elbo, kl] = [wayOf(before, after, boundOf), wayOf(before, after, klOf)]
  return elbo && kl && { elbo, kl }
}

const said = (story: Story, telling: Narration['telling'], next: Suggestion | null = null): Narration => ({
  telling,
  step: lastStepOf(story),
  next,
})

/** The estimator before a switch. */
function estimatorBefore({ run }: Story, mark: Mark): EstimatorId | null {
  const before = run.marks.filter((one) => one.kind === 'estimator' && one.step < mark.step).at(-1)
  const id = before?.value ?? run.settings.estimator
  return isEstimatorId(id) ? id : null
}

/**
 * The variance of one estimator over that of another at the first weights since `step` at which both were measured: later ones may
 * be what the noise of the one has made of them.
 */
function measuredRatio({ run }: Story, of: unknown, to: EstimatorId | null, step: number) {
  if (!isEstimatorId(of) || to === null) return null
  const report = run.probes.find((one) => one.step >= step && one.estimators[of] && one.estimators[to])
  if (!report) return null
  const value = ratioOf(report, { of, to, ratio: { value: NaN, lo: NaN, hi: NaN } })
  return Number.isFinite(value) && value > 0 ? { value, step: report.step } : null
}

const diverged: NarratorRule = {
  id: 'diverged',
  tell(story) {
    const mark = story.run.marks.at(-1)
    if (mark?.kind !== 'diverged' || lastStepOf(story) - Number(mark.value) > NEWS) return null
    const telling = { rule: 'diverged', step: mark.step, back: Number(mark.value) } as const
    return { telling, step: mark.step, next: afterDivergence(story.settings) }
  },
}

/** Above the lanes stands a sentence of their own: there are not two narrators. */
const duel: NarratorRule = {
  id: 'duel',
  tell: (story) => (story.lanes.length > 0 ? said(story, { rule: 'duel' }, forLane(story)) : null),
}

const settling: NarratorRule = {
  id: 'settling',
  tell(story) {
    const mark = newsOf(story)
    if (!mark || mark.kind === 'diverged') return null
    if (story.run.rows.filter(({ step }) => step > mark.step).length >= ROWS) return null
    return said(story, { rule: 'settling', kind: mark.kind, value: mark.value, needed: ROWS })
  },
}

const switched: NarratorRule = {
  id: 'switched',
  tell(story) {
    const mark = newsOf(story)
    const ways = mark?.kind === 'estimator' ? around(story, mark) : null
    if (!mark || !ways) return null
    const ratio = measuredRatio(story, mark.value, estimatorBefore(story, mark), mark.step)
    const telling = { rule: 'switched', estimator: String(mark.value), ratio, ...ways } as const
    return said(story, telling, cureFor(story.settings))
  },
}

const changed: NarratorRule = {
  id: 'changed',
  tell(story) {
    const mark = newsOf(story)
    const isTold = mark && mark.kind !== 'diverged' && mark.kind !== 'estimator'
    const ways = isTold ? around(story, mark) : null
    if (!mark || !ways) return null
    const next = ways.elbo.course === 'rose' ? null : cureFor(story.settings)
    return said(story, { rule: 'changed', kind: mark.kind, value: mark.value, elbo: ways.elbo }, next)
  },
}

const started: NarratorRule = {
  id: 'started',
  tell(story) {
    const rows = story.run.rows.length
    return rows > 0 && rows < ROWS ? said(story, { rule: 'started', rows, needed: ROWS }) : null
  },
}

const collapsed: NarratorRule = {
  id: 'collapsed',
  tell(story) {
    const kl = meanOver(newest(sinceChange(story)), klOf)
    if (kl === null || kl > COLLAPSED || lastStepOf(story) < EARLY) return null
    return said(
      story,
      { rule: 'collapsed', kl },
      story.settings.beta > 1 ? withBetaOne(story.settings) : null,
    )
  },
}

/** A stretch of the present settings that is long enough to tell where it leads: not the whole of a long one. */
const MOST_COMPARED = 5 * ROWS

function courseNow(story: Story, of: Parameters<typeof wayOf>[2]) {
  const rows = sinceChange(story).slice(-MOST_COMPARED)
  return rows.length < 2 * ROWS ? null : wayOf(rows.slice(0, ROWS), newest(rows), of)
}

const autoencoder: NarratorRule = {
  id: 'autoencoder',
  tell(story) {
    const recon = isRandom(story.settings) ? null : courseNow(story, reconOf)
    return recon && said(story, { rule: 'autoencoder', recon })
  },
}

/** From the last two measurements, which must agree: one alone may be of an odd batch. */
const noise: NarratorRule = {
  id: 'noise',
  tell(story) {
    const { run, settings } = story
    const [before, last] = run.probes.filter(({ step }) => step >= EARLY).slice(-2)
    if (!before || !last) return null
    const compared = comparisonOf(last, settings.estimator)
    if (!compared || !(compared.ratio.lo > 1)) return null
    const { of, to, ratio } = compared
    const agreement = Math.abs(Math.log(ratio.value / ratioOf(before, compared)))
    if (!(agreement <= Math.log(AGREEING))) return null
    const next = of === settings.estimator ? cureFor(settings) : switchTo(settings, of)
    return { telling: { rule: 'noise', of, to, ratio: ratio.value, step: last.step }, step: last.step, next }
  },
}

/** Whether the bound is lower than right before the last change: it may be far above the beginning, and yet is no progress. */
function hasFallenSinceChange(story: Story): boolean {
  const mark = marksInForce(story.run).at(-1)
  return mark !== undefined && around(story, mark)?.elbo.course === 'fell'
}

/**
 * Pixels that a constant image could not explain: codes say something, and the bound has risen for it. Of discrete codes a KL does
 * not tell: it is as large as it can be where all images have one and the same code.
 */
const forming: NarratorRule = {
  id: 'forming',
  tell(story) {
    if (familyMetaOf(story.run.settings.family).latentKind !== 'real') return null
    if (hasFallenSinceChange(story)) return null
    const rows = story.run.rows.filter(({ step }) => step > sameSigmaFrom(story))
    const elbo = wayOf(rows.slice(0, ROWS), newest(rows.slice(ROWS)), boundOf)
    const kl = meanOver(newest(story.run.rows), klOf)
    if (elbo?.course !== 'rose' || kl === null || kl < FORMING) return null
    const isDigits = ['mnist', 'procedural'].includes(story.run.dataset)
    return said(story, { rule: 'forming', isDigits, elbo, kl })
  },
}

const course: NarratorRule = {
  id: 'course',
  tell(story) {
    const elbo = courseNow(story, boundOf)
    return (
      elbo &&
      said(
        story,
        { rule: 'course', elbo, step: lastStepOf(story) },
        elbo.course === 'rose' ? null : cureFor(story.settings),
      )
    )
  },
}

/** While a change is news, and then what was measured of the run as it is. */
export const RULES: readonly NarratorRule[] = [
  diverged,
  duel,
  started,
  settling,
  switched,
  changed,
  collapsed,
  autoencoder,
  noise,
  forming,
  course,
]

/** What there is to say; null before anything was measured. */
export function narrate(story: Story): Narration | null {
  for (const rule of RULES) {
    const narration = rule.tell(story)
    if (narration) return narration
  }
  return null
}
