import { describe, expect, test } from 'vitest'
import { TERM_IDS, termOf, type TermId } from '../../derivations/terms.ts'
import { latentStatistics } from '../../math/latent-statistics.ts'
import type { TrainRow } from '../../protocol/metrics.ts'
import { DEFAULT_SETTINGS } from '../../protocol/settings.ts'
import { metricsCsv } from '../../store/export.ts'
import { addProbe, addRows } from '../../store/history.ts'
import { initialState, type LabState } from '../../store/state.ts'
import { reportAt, rowAt } from '../../store/testing/fake-engine.ts'
import { messages } from '../messages/index.ts'
import { needsEncodings, showTerm, sourceOf } from './values.ts'

const BEGINNING = initialState(DEFAULT_SETTINGS)
const row = (step: number, recon: number, kl: number | null): TrainRow => rowAt(step, { recon, kl })
const withRows = (...rows: TrainRow[]): LabState => ({
  ...BEGINNING,
  history: addRows(BEGINNING.history, rows),
})
const textOf = (id: TermId, state: LabState) => showTerm(id, state)?.text

test('every live term has a value, and no other', () => {
  for (const id of TERM_IDS) expect(sourceOf(id) !== null, id).toBe(termOf(id).live)
})

test('every term has a name', () => {
  for (const id of TERM_IDS) expect(messages.text.termName({ term: id })).toMatch(/\S/)
})

test('what is not measured is a dash, and says what would measure it', () => {
  for (const id of TERM_IDS.filter((id) => termOf(id).live)) {
    const { text, told, step } = showTerm(id, BEGINNING)!
    expect([text, step], id).toEqual(['–', null])
    expect(told).toMatch(/not measured|no model/)
  }
})

describe('training', () => {
  test('is the newest logged row, as metrics.csv has it', () => {
    const state = withRows(row(1, -542.11, 1.5), row(2, -206.518, 25.251))
    const [, , last] = metricsCsv(state.history.current).split('\n')
    const cells = last!.split(',')
    expect(cells.slice(6, 9).map(Number)).toEqual([-206.518 - 25.251, -206.518, 25.251])
    expect([textOf('elbo', state), textOf('recon', state), textOf('kl', state)]).toEqual([
      '−231.77',
      '−206.52',
      '25.25',
    ])
    expect(showTerm('recon', state)).toMatchObject({
      step: 2,
      told: '−206.52 nats per image, training, step 2',
    })
  })

  test('a point posterior has a reconstruction and no bound', () => {
    const state = withRows(row(7, -80, null))
    expect([textOf('elbo', state), textOf('recon', state), textOf('kl', state)]).toEqual(['–', '−80.00', '–'])
  })

  test('a relaxed objective is no ELBO, and says so', () => {
    const relaxed = { ...row(9, -80, 20), estimator: 'gumbel-softmax' }
    expect(showTerm('elbo', withRows(relaxed))).toMatchObject({ text: '–', step: null })
    expect(showTerm('elbo', withRows(relaxed))?.told).toMatch(/relaxed objective/)
    expect(textOf('elbo', withRows(relaxed, row(10, -80, 20)))).toBe('−100.00')
  })

  test('values of any size fit under a brace', () => {
    const widest = [-1, 1].flatMap((sign) =>
      [1e-9, 0.5, 999.994, 1e3, 99_999, 1e6, 3e8].map((size) =>
        textOf('recon', withRows(row(1, sign * size, 0))),
      ),
    )
    for (const text of widest) expect(text!.length, text).toBeLessThanOrEqual(10)
  })
})

test('the pieces of the KL are summed over the latents and add up', () => {
  const mean = Float32Array.of(1, -2, 0.5, 0)
  const spread = Float32Array.of(0.6, 1, 0.2, 1.1)
  const state: LabState = {
    ...BEGINNING,
    latent: {
      ...BEGINNING.latent,
      encodings: { step: 40, count: 2, indices: Uint32Array.of(0, 1), latent: 2, mean, spread },
      statistics: latentStatistics(mean, spread, 2),
    },
  }
  const valueOf = (id: TermId) => sourceOf(id)!.read(state)!.value
  expect(valueOf('kl-mean')).toBeCloseTo((1 + 4 + 0.25 + 0) / 4, 12)
  expect(valueOf('kl-constant')).toBe(-1)
  const pieces = (['kl-mean', 'kl-variance', 'kl-log-variance', 'kl-constant'] as const).map(valueOf)
  expect(pieces.reduce((a, b) => a + b)).toBeCloseTo(valueOf('kl-sum'), 12)
  expect(showTerm('kl-sum', state)?.step).toBe(40)
})

test('the variances are those of the newest measurement', () => {
  const state = { ...BEGINNING, history: addProbe(BEGINNING.history, reportAt(30)) }
  expect(['var-score', 'var-reparam', 'var-ratio'].map((id) => textOf(id as TermId, state))).toEqual([
    '5.0\u00a0×\u00a010¹',
    '2.5\u00a0×\u00a010⁻¹',
    '200',
  ])
})

test('the variance of DisARM is its own, not the score function’s', () => {
  const report = reportAt(30)
  const disarm = report.estimators['score-function']!
  const estimators = { ...report.estimators, disarm: { ...disarm, total: { value: 7, lo: 6, hi: 8 } } }
  const state = { ...BEGINNING, history: addProbe(BEGINNING.history, { ...report, estimators }) }
  expect(['var-disarm', 'var-score'].map((id) => textOf(id as TermId, state))).toEqual([
    '7.0\u00a0×\u00a010⁰',
    '5.0\u00a0×\u00a010¹',
  ])
})

test('what is set is told as the engine has it, not as it was asked for', () => {
  const applied = { ...DEFAULT_SETTINGS, beta: 0.5 }
  const state: LabState = { ...BEGINNING, applied, settings: { ...applied, beta: 4 } }
  expect(showTerm('beta', state)).toEqual({ text: '0.5', told: '0.5, current setting', step: null })
})

test('only the pieces of the KL need the test images encoded', () => {
  expect(needsEncodings(['elbo', 'var-score', 'beta'])).toBe(false)
  expect(needsEncodings(['elbo', 'kl-mean'])).toBe(true)
})
