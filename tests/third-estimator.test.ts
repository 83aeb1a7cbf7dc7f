/**
 * Two is not a special number: a third estimator, registered here alone, is accepted or refused with words, trained,
 * measured, drawn, named and exported by what it declares.
 */
import '@tensorflow/tfjs-backend-cpu'
import { setBackend } from '@tensorflow/tfjs-core'
import { createElement, type ReactNode } from 'react'
import { Tooltip } from 'radix-ui'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type * as Metas from '../src/estimators/metas.ts'
import type * as Registry from '../src/estimators/registry.ts'
import { SAMPLES_SERIES } from '../src/charts/variance/against-samples.ts'
import { byLayerChart } from '../src/charts/variance/by-layer.ts'
import { comparisonOf } from '../src/charts/variance/comparison.ts'
import { OVER_TIME, overTimeChart } from '../src/charts/variance/over-time.ts'
import { gradientError } from '../src/engine/backend/gradient-check.ts'
import { createRun } from '../src/engine/run.ts'
import { ESTIMATOR_IDS, colourOf, type EstimatorId } from '../src/protocol/estimators.ts'
import type { EngineEvent } from '../src/protocol/engine.ts'
import { DEFAULT_SETTINGS, SETTINGS, type Settings } from '../src/protocol/settings.ts'
import { probeShape } from '../src/protocol/shapes.ts'
import type { ProbeRequest } from '../src/protocol/variance.ts'
import { metricsColumns, metricsCsv } from '../src/store/export.ts'
import { addProbe, emptyRun } from '../src/store/history.ts'
import { reportAt, rowAt } from '../src/store/testing/fake-engine.ts'
import { openedLab } from '../src/store/testing/set-up.ts'
import { readHash, writeHash } from '../src/store/url.ts'
import { initialState } from '../src/store/state.ts'
import { FOLLOWED, follow } from '../src/ui/derivations/follow.ts'
import { EstimatorRadios } from '../src/ui/experiment/EstimatorRadios.tsx'
import { LabProvider, type Services } from '../src/ui/lab-context.tsx'
import { speak, tellFault } from '../src/ui/messages/index.ts'
import { en } from '../src/ui/messages/en/index.ts'
import { zhCN } from '../src/ui/messages/zh-CN/index.ts'
import { overTimeCsv } from '../src/ui/variance/csv.ts'
import { ProbeTable } from '../src/ui/variance/ProbeTable.tsx'
import { overTimeFrame } from '../src/ui/variance/frames.ts'
import { againstSamplesFrame, byLayerFrame } from '../src/ui/variance/view-frames.ts'
import { Headline } from '../src/ui/variance/Headline.tsx'
import { blobs } from './support/dataset.ts'
import { hasPython, python, SCRIPT } from './support/python.ts'
import { THIRD as THIRD_ID } from './support/third-estimator.ts'

vi.mock('../src/estimators/metas.ts', async (original) => {
  const metas = await original<typeof Metas>()
  const { thirdMeta } = await import('./support/third-estimator.ts')
  // The figures below are of three, whatever else is registered.
  return { ...metas, ESTIMATOR_METAS: [...metas.ESTIMATOR_METAS.slice(0, 2), thirdMeta] }
})
vi.mock('../src/estimators/registry.ts', async (original) => {
  const registry = await original<typeof Registry>()
  const { THIRD, third } = await import('./support/third-estimator.ts')
  return { ...registry, ESTIMATORS: { ...registry.ESTIMATORS, [THIRD]: third } }
})
/** What needs a document as soon as it is imported, or drawn. */
vi.mock('../src/ui/theme.ts', () => ({ useIsDark: () => false, useIsForced: () => false }))
vi.mock('../src/ui/spotlight.ts', () => ({ usePlace: (name: string) => ({ 'data-place': name }) }))

const THIRD = THIRD_ID as EstimatorId
const legal: Settings = { ...DEFAULT_SETTINGS, estimator: THIRD, samples: 2 }

describe('settings', () => {
  test('the table and a link know it', () => {
    expect(SETTINGS.estimator.choices).toEqual([...ESTIMATOR_IDS])
    expect(ESTIMATOR_IDS).toHaveLength(3)
    const read = readHash(`#${writeHash(legal)}`)
    expect(read).toMatchObject({ settings: legal, problems: [], conflicts: [] })
  })

  test.each([
    ['samples=1', 'estimator-needs-other-samples', 'L = 2'],
    ['samples=9', 'estimator-needs-other-samples', 'L = 8'],
    ['samples=2&kl=monte-carlo', 'estimator-without-kl-mode', 'closed form'],
    ['samples=2&baseline=leave-one-out', 'estimator-without-baseline', 'none or batch mean'],
    ['samples=2&family=point', 'estimator-needs-another-family', 'another estimator: reparameterized.'],
  ])('%s is refused, and the remedy is told', (rest, code, remedy) => {
    const { conflicts } = readHash(`#estimator=${THIRD}&${rest}`)
    expect(conflicts.map((one) => one.code)).toEqual([code])
    const { what, todo } = tellFault(conflicts[0]!)
    expect(what).toContain('half and half')
    expect(what + todo).toContain(remedy)
    expect(todo).toMatch(/first/)
    speak(zhCN)
    expect(tellFault(conflicts[0]!).what).toContain('各半')
    speak(en)
  })

  test('the derivation follows the choice', () => {
    const before = initialState(DEFAULT_SETTINGS)
    const after = { ...before, settings: { ...DEFAULT_SETTINGS, estimator: THIRD } }
    expect(follow(before, after)).toBe('monte-carlo')
    expect(FOLLOWED).toContain('monte-carlo')
  })
})

describe('the engine', () => {
  const settings: Settings = { ...legal, hidden: [3], latent: 2, batch: 10, probe: 0 }
  const request: ProbeRequest = { draws: 4, samples: 2, kl: 'monte-carlo', baseline: 'leave-one-out' }

  beforeAll(() => setBackend('cpu'))

  test('trains it, and measures it wherever its declarations allow', async () => {
    const events: EngineEvent[] = []
    const run = createRun(settings, blobs(140, 10), (event) => events.push(event))
    await run.step()
    expect(events.find(({ type }) => type === 'trained')).toMatchObject({ rows: [{ estimator: THIRD }] })
    const report = await run.prober.probe(request)
    expect(Object.keys(report.estimators)).toEqual([...ESTIMATOR_IDS])
    expect(report.estimators[THIRD]!.total.value).toBeGreaterThan(
      report.estimators.reparameterized!.total.value,
    )
    const one = await run.prober.probe({ ...request, samples: 1, baseline: 'none' })
    expect(Object.keys(one.estimators)).toEqual(ESTIMATOR_IDS.slice(0, 2))
    expect(Object.keys((await run.prober.coordinates(request, 0)).batch)).toEqual([...ESTIMATOR_IDS])
    await run.dispose()
  })

  test('checks its gradient on the backend', async () => {
    expect(await gradientError({ activation: 'relu', likelihood: 'bernoulli' })).toBeLessThan(1e-4)
    const { ESTIMATORS } = await import('../src/estimators/registry.ts')
    const { estimate, reference } = ESTIMATORS[THIRD]
    const broken = { estimate: ESTIMATORS['score-function'].estimate, reference }
    Object.assign(ESTIMATORS, { [THIRD]: broken })
    expect(await gradientError({ activation: 'relu', likelihood: 'bernoulli' })).toBeGreaterThan(0.05)
    Object.assign(ESTIMATORS, { [THIRD]: { estimate, reference } })
  })
})

describe('files', () => {
  const history = { current: emptyRun(1, legal), earlier: [] }
  const run = { ...addProbe(history, reportAt(5)).current, rows: [rowAt(5, { estimator: THIRD })] }

  test('metrics.csv has its columns behind the present ones', () => {
    const own = ['grad_var_half_and_half', 'grad_var_half_and_half_lo', 'grad_var_half_and_half_hi']
    expect(metricsColumns(DEFAULT_SETTINGS).slice(-3)).toEqual(own)
    expect(metricsColumns(DEFAULT_SETTINGS)).toContain('grad_var_score_hi')
    expect(metricsCsv(run).trim().split('\n')[1]!.split(',').slice(-3)).toEqual(['10000', '5000', '20000'])
  })

  test('the chart’s file names it', () => {
    const [header] = overTimeCsv(run.probes).split('\n') as [string]
    for (const name of ['reparameterized', 'score function', 'half and half'])
      expect(header).toContain(`variance ${name} (`)
  })

  test('a saved report holds it, and one from before it was there opens', () => {
    const report = reportAt(5)
    expect(probeShape(report, 'report')).toEqual(report)
    const { [THIRD]: _, ...before } = report.estimators
    expect(probeShape({ ...report, estimators: before }, 'report').estimators).toEqual(before)
  })

  test.runIf(hasPython)('the PyTorch script refuses it with words', () => {
    const check = `
import importlib.util, json, sys
spec = importlib.util.spec_from_file_location("train", sys.argv[1])
train = importlib.util.module_from_spec(spec)
spec.loader.exec_module(train)
train.refuse_unknown(json.load(sys.stdin))`
    const { status, stderr } = python(['-B', '-c', check, SCRIPT], JSON.stringify(legal))
    expect(status).toBe(1)
    expect(stderr).toContain(`does not know estimator '${THIRD}'`)
  })
})

describe('charts', () => {
  const colour = (name: string) => `#${name}`

  test('three curves in three colours, over time and by layer', () => {
    const { aligned } = overTimeChart([reportAt(5), reportAt(10)])
    const places = [1, 4, 7]
    expect(OVER_TIME.filter((name) => !/-(lo|hi)$/.test(name))).toEqual(['minibatch', ...ESTIMATOR_IDS])
    expect(places.map((at) => aligned.columns[at])).toEqual([
      [0.25, 0.25],
      [50, 50],
      [10_000, 10_000],
    ])
    const { traces } = overTimeFrame(colour)
    expect(places.map((at) => traces[at]!.label)).toEqual([
      'reparameterized',
      'score function',
      'half and half',
    ])
    expect(new Set(places.map((at) => traces[at]!.colour)).size).toBe(3)
    expect(byLayerChart(reportAt(5)).aligned.xs).toEqual([-0.08, 0, 0.08])
    expect(byLayerFrame(colour, [784, 40], ['μ', 'log σ²']).traces).toHaveLength(9)
  })

  test('against L: a series for each of its baselines', () => {
    expect(SAMPLES_SERIES.filter(({ estimator }) => estimator === THIRD)).toEqual([
      { estimator: THIRD, baseline: 'none' },
      { estimator: THIRD, baseline: 'batch' },
    ])
    const labels = againstSamplesFrame(colour).traces.map(({ label }) => label)
    expect(labels).toContain('half and half, batch mean')
  })

  test('the estimator that trains is compared with the least noisy one, which itself is with the noisiest', () => {
    const pair = (training: EstimatorId) => {
      const { of, to, ratio } = comparisonOf(reportAt(5), training)!
      return [of, to, ratio.value]
    }
    expect(pair(THIRD)).toEqual([THIRD, 'reparameterized', 40_000])
    expect(pair('score-function')).toEqual(['score-function', 'reparameterized', 200])
    expect(pair('reparameterized')).toEqual([THIRD, 'reparameterized', 40_000])
  })

  test('a report of an older version is compared without an interval', () => {
    const { signal: _signal, estimators, ...rest } = reportAt(5)
    const { reparameterized, 'score-function': score } = estimators as Required<typeof estimators>
    const { ratio: _a, ...pathwise } = reparameterized
    const { ratio: _b, ...noisy } = score
    const stored = {
      ...rest,
      ratio: score.ratio,
      estimators: { reparameterized: pathwise, 'score-function': noisy },
    }
    const old = probeShape(stored, 'report')
    expect(comparisonOf(old, THIRD)).toEqual({
      of: 'score-function',
      to: 'reparameterized',
      ratio: { value: 200, lo: NaN, hi: NaN },
    })
  })
})

/** A word of the glossary, whose text is all that is looked at here. */
const WORD = /<span class="word"[^>]*>([^<]*)<\/span>/g

describe('the page', () => {
  async function drawn(estimator: EstimatorId, ...nodes: readonly ReactNode[]): Promise<string> {
    const { lab, engine } = await openedLab({ estimator, samples: 2 })
    engine.emit({ type: 'probed', report: reportAt(5, { samples: 2 }), overShare: null })
    const services = { lab } as unknown as Services
    const children = createElement(Tooltip.Provider, null, nodes)
    const html = renderToStaticMarkup(createElement(LabProvider, { value: services, children }))
    return html.replace(WORD, '$1')
  }

  test('the headline is about the estimator that trains, in its colour', async () => {
    const html = await drawn(THIRD, createElement(Headline, { key: 'headline' }))
    expect(html).toContain(`data-estimator="${THIRD}" data-colour="${colourOf(THIRD)}"`)
    expect(html).toContain('half and half, L = 2, no baseline')
    expect(html).toContain('the reparameterized variance')
    expect(html).not.toContain('score function')
  })

  test('there is a radio for it, with its options', async () => {
    const html = await drawn(THIRD, createElement(EstimatorRadios, { key: 'radios' }))
    expect([
      ...html.matchAll(/role="radio"[^>]*aria-label="([^"]+)"|aria-label="([^"]+)"[^>]*role="radio"/g),
    ]).toHaveLength(3)
    expect(html).toContain('Half and half')
    const baselines = html.match(/<select id="setting-baseline".*?<\/select>/)![0]
    expect([...baselines.matchAll(/value="([\w-]+)"/g)].map(([, value]) => value)).toEqual(['none', 'batch'])
  })

  test('without a baseline of its own nothing is said of one', async () => {
    const html = await drawn('score-function', createElement(Headline, { key: 'headline' }))
    expect(html).toContain('score function, L = 2, no baseline')
    expect(html).not.toContain('half and half')
  })

  test('the figures have a row for each, by its own name', async () => {
    const html = await drawn(THIRD, createElement(ProbeTable, { key: 'figures', report: reportAt(5) }))
    const rows = [
      ...html.matchAll(/data-estimator="([\w-]+)" data-colour="([\w-]+)".*?<\/span>([^<]+)<\/th>/g),
    ]
    expect(rows.map(([, ...row]) => row)).toEqual([
      [THIRD, 'estimator-3', 'half and half'],
      ['score-function', 'estimator-2', 'score function'],
      ['reparameterized', 'estimator-1', 'reparameterized'],
    ])
    expect(new Set(ESTIMATOR_IDS.map(colourOf)).size).toBe(3)
  })
})
