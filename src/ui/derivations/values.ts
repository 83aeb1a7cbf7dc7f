/**
 * What each live term is at this moment, read from the lab's state. What was not measured is null, never a guess; how a
 * value looks is told here too, so that it looks the same wherever it stands.
 */
import type { TermId } from '../../derivations/terms.ts'
import { isRelaxed, type EstimatorId } from '../../protocol/estimators.ts'
import type { ExactPosterior } from '../../protocol/latent.ts'
import { elboOf, type TrainRow } from '../../protocol/metrics.ts'
import { inForce } from '../../protocol/settings.ts'
import type { ProbeReport } from '../../protocol/variance.ts'
import { agoOf } from '../../store/age.ts'
import type { LabState } from '../../store/state.ts'
import { format, t } from '../messages/index.ts'

/** Of what it was measured. */
export type Origin = 'training' | 'test-images' | 'one-image' | 'probe' | 'setting'
export type Unit = 'nats' | 'variance' | 'times' | 'number'

export interface MeasuredValue {
  readonly value: number
  /** Null for what is set. */
  readonly step: number | null
}

interface Source {
  readonly unit: Unit
  readonly origin: Origin
  readonly read: (state: LabState) => MeasuredValue | null
}

const of = (value: number | null | undefined, step: number | null): MeasuredValue | null =>
  typeof value === 'number' && Number.isFinite(value) ? { value, step } : null

const fromRow = (value: (row: TrainRow) => number | null): Source => ({
  unit: 'nats',
  origin: 'training',
  read({ history }) {
    const row = history.current.rows.at(-1)
    return row ? of(value(row), row.step) : null
  },
})

const sum = (values: ArrayLike<number>): number => {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i] as number
  return total
}

type Statistics = NonNullable<LabState['latent']['statistics']>

/** Summed over the latents, of the test images whose posteriors the lab keeps fresh. */
const fromEncodings = (perLatent: (statistics: Statistics) => ArrayLike<number>): Source => ({
  unit: 'nats',
  origin: 'test-images',
  read: ({ latent: { encodings, statistics } }) =>
    encodings && statistics && of(sum(perLatent(statistics)), encodings.step),
})

const fromExact = (value: (exact: ExactPosterior) => number): Source => ({
  unit: 'nats',
  origin: 'one-image',
  read: ({ latent: { exact } }) => exact && of(value(exact), exact.step),
})

const fromProbe = (unit: Unit, value: (report: ProbeReport) => number | null): Source => ({
  unit,
  origin: 'probe',
  read({ history }) {
    const report = history.current.probes.at(-1)
    return report ? of(value(report), report.step) : null
  },
})

const varianceOf = ({ estimators }: ProbeReport, id: EstimatorId) => estimators[id]?.total.value ?? null

/** How many times the variance of `other` that of `id` is. */
const varianceRatio = (report: ProbeReport, id: EstimatorId, other: EstimatorId) =>
  (varianceOf(report, id) ?? NaN) / (varianceOf(report, other) ?? NaN)

const fromSettings = (key: 'beta' | 'samples' | 'lr' | 'latent'): Source => ({
  unit: 'number',
  origin: 'setting',
  read: ({ applied }) => applied && of(inForce(applied)[key], null),
})

const SOURCES: Readonly<Partial<Record<TermId, Source>>> = {
  elbo: fromRow((row) => (isRelaxed(row.estimator) ? null : elboOf(row))),
  recon: fromRow(({ recon }) => recon),
  kl: fromRow(({ kl }) => kl),
  'kl-sum': fromEncodings(({ kl }) => kl),
  'kl-mean': fromEncodings(({ klPieces }) => klPieces.mean),
  'kl-variance': fromEncodings(({ klPieces }) => klPieces.variance),
  'kl-log-variance': fromEncodings(({ klPieces }) => klPieces.logVariance),
  'kl-constant': fromEncodings(({ klPieces }) => klPieces.constant),
  'log-evidence': fromExact(({ logEvidence }) => logEvidence),
  gap: fromExact(({ gap }) => gap),
  'exact-elbo': fromExact(({ elbo }) => elbo),
  'exact-recon': fromExact(({ recon }) => recon),
  'exact-kl': fromExact(({ kl }) => kl),
  'var-score': fromProbe('variance', (report) => varianceOf(report, 'score-function')),
  'var-reparam': fromProbe('variance', (report) => varianceOf(report, 'reparameterized')),
  'var-disarm': fromProbe('variance', (report) => varianceOf(report, 'disarm')),
  'var-muprop': fromProbe('variance', (report) => varianceOf(report, 'muprop')),
  'var-ratio': fromProbe('times', (report) => varianceRatio(report, 'score-function', 'reparameterized')),
  beta: fromSettings('beta'),
  samples: fromSettings('samples'),
  lr: fromSettings('lr'),
  latent: fromSettings('latent'),
}

export const sourceOf = (id: TermId): Source | null => SOURCES[id] ?? null

/** What must be kept fresh for these terms to have their values (`lab.latent.watch`). */
export const needsEncodings = (ids: Iterable<TermId>): boolean =>
  [...ids].some((id) => sourceOf(id)?.origin === 'test-images')

const NOT_MEASURED = '–'

/** Two decimals as far as there is room: what stands under a brace has a fixed width. */
function nats(value: number): string {
  const size = Math.abs(value)
  if (size >= 1e5) return format.scientific(value)
  return format.fixed(value, size >= 1e3 ? 1 : 2)
}

function written(value: number, unit: Unit): string {
  switch (unit) {
    case 'nats':
      return nats(value)
    case 'variance':
      return format.scientific(value)
    case 'times':
      return format.times(value)
    case 'number':
      return format.short(value)
  }
}

/** A term's value as it stands under its brace, and as it is told where there is room for words. */
export interface Shown {
  readonly text: string
  readonly told: string
  readonly step: number | null
  /** Where it is stale. */
  readonly ago?: number
}

/** Why a term has no value. */
const withoutValue = (id: TermId, origin: Origin, { history }: LabState): string =>
  id === 'elbo' && isRelaxed(history.current.rows.at(-1)?.estimator)
    ? t('termRelaxed')
    : t('termNotMeasured', { origin })

export function showTerm(id: TermId, state: LabState): Shown | null {
  const source = sourceOf(id)
  if (!source) return null
  const { unit, origin } = source
  const measured = source.read(state)
  if (!measured) return { text: NOT_MEASURED, told: withoutValue(id, origin, state), step: null }
  const text = written(measured.value, unit)
  const { step } = measured
  const ago = step === null ? null : agoOf(step, state)
  const told = t('termTold', { value: text, unit, origin, step: step ?? 0 })
  if (ago === null) return { text, told, step }
  return { text, told: [told, t('ago', { ago })].join(t('comma')), step, ago }
}
