import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../protocol/settings.ts'
import { configJson, metricsColumns, metricsCsv, readConfig } from './export.ts'
import { emptyRun, type RecordedRun } from './history.ts'
import { evaluationAt, reportAt, rowAt } from './testing/fake-engine.ts'

const table = (csv: string) =>
  csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))

const run: RecordedRun = {
  ...emptyRun(1, DEFAULT_SETTINGS, 'mnist', 400),
  rows: [rowAt(1), rowAt(2), rowAt(4)],
  evaluations: [evaluationAt(2), evaluationAt(3)],
}

describe('metrics.csv', () => {
  /** What users and other programs rely on. */
  const first18 =
    'step,epoch,seconds,estimator,samples,beta,elbo,recon,kl,test_elbo,test_recon,test_kl,' +
    'grad_var_reparam,grad_var_reparam_lo,grad_var_reparam_hi,grad_var_score,grad_var_score_lo,grad_var_score_hi'

  test('has the columns that were promised', () => {
    expect(metricsColumns(DEFAULT_SETTINGS).join()).toBe(first18)
  })

  test.each(['bernoulli', 'categorical', 'point'] as const)(
    'begins with them whatever the family: %s',
    (family) => {
      const columns = metricsColumns({ ...DEFAULT_SETTINGS, family, estimator: 'score-function', latent: 8 })
      expect(columns.slice(0, 18).join()).toBe(first18)
      expect(new Set(columns).size).toBe(columns.length)
    },
  )

  test('of bits: literally this header, with the squared bias of each biased estimator', () => {
    const settings = { ...DEFAULT_SETTINGS, family: 'bernoulli', estimator: 'disarm', latent: 8 } as const
    const bits: RecordedRun = { ...emptyRun(1, settings, 'mnist', 400), rows: [rowAt(1)] }
    expect(metricsCsv(bits).split('\n')[0]).toBe(
      `${first18},` +
        'grad_var_enumeration,grad_var_enumeration_lo,grad_var_enumeration_hi,' +
        'grad_var_disarm,grad_var_disarm_lo,grad_var_disarm_hi,' +
        'grad_var_gumbel_softmax,grad_var_gumbel_softmax_lo,grad_var_gumbel_softmax_hi,' +
        'grad_var_straight_through,grad_var_straight_through_lo,grad_var_straight_through_hi,' +
        'grad_var_st_gumbel_softmax,grad_var_st_gumbel_softmax_lo,grad_var_st_gumbel_softmax_hi,' +
        'grad_var_reinmax,grad_var_reinmax_lo,grad_var_reinmax_hi,' +
        'grad_var_muprop,grad_var_muprop_lo,grad_var_muprop_hi,' +
        'grad_bias2_gumbel_softmax,grad_bias2_gumbel_softmax_lo,grad_bias2_gumbel_softmax_hi,' +
        'grad_bias2_straight_through,grad_bias2_straight_through_lo,grad_bias2_straight_through_hi,' +
        'grad_bias2_st_gumbel_softmax,grad_bias2_st_gumbel_softmax_lo,grad_bias2_st_gumbel_softmax_hi,' +
        'grad_bias2_reinmax,grad_bias2_reinmax_lo,grad_bias2_reinmax_hi',
    )
  })

  test('has columns of an intervention only where it was used', () => {
    const own = 'grad_var_noise_dial,grad_var_noise_dial_lo,grad_var_noise_dial_hi'
    const settings = { ...DEFAULT_SETTINGS, estimator: 'noise-dial' } as const
    expect(metricsColumns(settings).slice(18).join()).toBe(own)
    const [first] = Object.values(reportAt(2).estimators)
    const report = { ...reportAt(2), estimators: { 'noise-dial': first! } }
    expect(
      table(metricsCsv({ ...run, probes: [report] }))[0]!
        .slice(18)
        .join(),
    ).toBe(own)
  })

  test('puts an evaluation on the row of its step, or on one of its own', () => {
    const [, first, second, third, fourth] = table(metricsCsv(run))
    expect(first?.slice(0, 12)).toEqual([
      '1',
      String(1 / 469),
      String(1 / 60),
      'reparameterized',
      '1',
      '1',
      '-505',
      '-480',
      '25',
      '',
      '',
      '',
    ])
    expect(second?.slice(9, 12)).toEqual(['-106', '-82', '24'])
    expect(third?.slice(0, 12)).toEqual(['3', '0.0075', '', '', '', '', '', '', '', '-106', '-82', '24'])
    expect(fourth?.[0]).toBe('4')
  })

  test('puts a probe on the row of its step, or on one of its own', () => {
    const [, , second, third] = table(metricsCsv({ ...run, probes: [reportAt(2), reportAt(3)] }))
    expect(second?.slice(12)).toEqual(['0.25', '0.125', '0.5', '50', '25', '100'])
    expect(third?.[0]).toBe('3')
    expect(third?.slice(12)).toEqual(second?.slice(12))
  })

  test('of a bound with importance weights: its value, its K and the variances of its estimators', () => {
    const weighted: RecordedRun = {
      ...run,
      rows: [rowAt(1), rowAt(2, { bound: { k: 5, value: -95 } })],
      evaluations: [{ ...evaluationAt(2), bound: { k: 5, value: -97 } }],
      probes: [],
    }
    const [header, first, second] = table(metricsCsv(weighted))
    expect(header?.slice(0, 18)).toEqual(metricsColumns(DEFAULT_SETTINGS))
    expect(header).toEqual(expect.arrayContaining(['grad_var_dreg', 'grad_var_vimco_hi']))
    expect(header?.slice(-3)).toEqual(['k', 'bound', 'test_bound'])
    expect(first?.slice(-3)).toEqual(['', '', ''])
    expect(second?.slice(-3)).toEqual(['5', '-95', '-97'])
    expect(second?.slice(9, 12)).toEqual(['-106', '-82', '24'])
  })

  test('the temperature of each row, and of a measurement beside an estimator without one', () => {
    const annealed: RecordedRun = {
      ...run,
      rows: [rowAt(1, { temperature: 1 }), rowAt(2, { temperature: 0.75 }), rowAt(3)],
      evaluations: [],
      probes: [{ ...reportAt(3), temperature: 0.5 }],
    }
    const [header, ...lines] = table(metricsCsv(annealed))
    expect(header).toEqual([...metricsColumns(DEFAULT_SETTINGS), 'temperature'])
    expect(lines.map((cells) => cells.at(-1))).toEqual(['1', '0.75', '0.5'])
  })

  test('the sigma of each row where it was changed, of each lane its own; no column where it is one', () => {
    const settings = { ...DEFAULT_SETTINGS, likelihood: 'gaussian', sigma: 1 } as const
    const own = { ...emptyRun(1, settings, 'mnist', 400), rows: [rowAt(1), rowAt(2), rowAt(4)] }
    const changed = { ...own, marks: [{ step: 1, kind: 'sigma' as const, value: 0.5 }] }
    const lane = { lane: 2, from: 1, step: 2, live: { ...settings, sigma: 0.1 }, rows: [rowAt(4)] }
    const duel = { ...changed, lanes: [{ ...lane, evaluations: [], probes: [], marks: [] }] }
    const sigmas = (one: RecordedRun) => {
      const [header, ...lines] = table(metricsCsv(one))
      const at = header!.indexOf('sigma')
      return at < 0 ? null : lines.map((line) => line[at])
    }
    expect(sigmas(own)).toBeNull()
    expect(sigmas(changed)).toEqual(['1', '0.5', '0.5'])
    expect(sigmas(duel)).toEqual(['1', '0.5', '0.5', '0.1'])
    expect(table(metricsCsv(duel))[0]!.at(-1)).toBe('lane')
    expect(sigmas({ ...changed, settings: { ...settings, likelihood: 'bernoulli' } })).toBeNull()
  })

  test('leaves empty what an autoencoder does not have', () => {
    const autoencoder: RecordedRun = {
      ...run,
      rows: [rowAt(1, { kl: null, beta: 0 })],
      evaluations: [{ ...evaluationAt(1), kl: null }],
    }
    const [, only] = table(metricsCsv(autoencoder))
    expect(only?.slice(3, 12)).toEqual(['reparameterized', '1', '0', '', '-480', '', '', '-82', ''])
  })

  test('keeps every digit', () => {
    const metric = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
    fc.assert(
      fc.property(metric, metric, (recon, kl) => {
        const row = table(metricsCsv({ ...run, evaluations: [], rows: [rowAt(7, { recon, kl })] }))[1]
        expect([Number(row?.[7]), Number(row?.[8])]).toEqual([recon + 0, kl + 0])
        expect(row).toHaveLength(metricsColumns(DEFAULT_SETTINGS).length)
      }),
    )
  })
})

describe('config.json', () => {
  const settings = { ...DEFAULT_SETTINGS, beta: 0.5, hidden: [200, 100], likelihood: 'gaussian' as const }

  test('is read back', () => {
    const text = configJson({ version: '0.1.0', settings, dataset: null, backend: null, step: 12 })
    expect(readConfig(text)).toMatchObject({ settings, problems: [], conflicts: [] })
  })

  test('with what is illegal replaced', () => {
    const text = JSON.stringify({
      app: 'elbo-lab',
      settings: { beta: 'much', latent: 0, hidden: -4, mood: 1, lr: 0.01 },
    })
    const read = readConfig(text)
    expect(read?.settings).toEqual({ ...DEFAULT_SETTINGS, lr: 0.01 })
    expect(read?.problems.map(({ key }) => key)).toEqual(['beta', 'latent', 'hidden', 'mood'])
  })

  test.each(['', '{', '[]', 'null', '{"app":"other","settings":{}}', '{"app":"elbo-lab"}'])(
    '%j is none',
    (text) => {
      expect(readConfig(text)).toBeNull()
    },
  )
})
