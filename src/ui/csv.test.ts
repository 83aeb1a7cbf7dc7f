/**
 * Every CSV that the page gives away, in both languages: each header once, as many cells in every line, and in the
 * column of x the values that were measured at, never places on a chart.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { latentAxes, lineAxes, principalAxes } from '../charts/latent/axes.ts'
import { mapPoints } from '../charts/latent/map.ts'
import { directionsOf } from '../charts/latent/space.ts'
import { unitsOf } from '../charts/latent/units.ts'
import { parseCsv } from '../formats/testing/parse-csv.ts'
import { latentStatistics } from '../math/latent-statistics.ts'
import { normal } from '../math/random.ts'
import type { Encodings, QuadraturePosterior } from '../protocol/latent.ts'
import { DEFAULT_SETTINGS } from '../protocol/settings.ts'
import type { CoordinateReport } from '../protocol/variance.ts'
import type { Portrait } from '../store/compare/state.ts'
import { metricsCsv } from '../store/export.ts'
import { emptyRun, type History, type RecordedRun } from '../store/history.ts'
import {
  evaluationAt,
  exactAt,
  waysAt,
  gapAt,
  likelihoodAt,
  reportAt,
  rowAt,
} from '../store/testing/fake-engine.ts'
import { boundCsv } from './elbo/csv.ts'
import { likelihoodCsv } from './elbo/evidence/csv.ts'
import { pointsCsv } from './latent/compare/csv.ts'
import { aggregateCsv, codebookCsv, codeUnitsCsv, mapCsv, spaceCsv, unitsCsv } from './latent/csv.ts'
import { bumpsCsv } from './latent/posterior/bumps/csv.ts'
import { densityCsv, statesCsv, gapCsv, termsCsv } from './latent/posterior/csv.ts'
import { waysCsv } from './latent/posterior/ways/csv.ts'
import { en } from './messages/en/index.ts'
import { speak } from './messages/index.ts'
import { zhCN } from './messages/zh-CN/index.ts'
import { solve, PRESETS } from './variance/bench/problem.ts'
import { labelsOfCodes } from '../charts/latent/code-map.ts'
import { noiseOverTemperature } from '../charts/variance/bit.ts'
import { cubicThrough } from '../math/one-bit.ts'
import { bandsCsv } from './variance/bands/csv.ts'
import { bitCsv } from './variance/bit/csv.ts'
import { againstSamplesCsv, overTimeCsv } from './variance/csv.ts'
import { againstKCsv, arrowsCsv, byLayerCsv, drawsCsv, functionCsv } from './variance/view-csv.ts'

const IMAGES = 6
const LABELS = Uint8Array.of(3, 1, 4, 1, 5, 9)
/** Of the test set, counted from 0; in a file they are counted from 1. */
const INDICES = Uint32Array.of(812, 3, 77, 5000, 0, 41)
const NUMBERS = Array.from(INDICES, (image) => image + 1)
const NONE = new Set<number>()
const bit = { path: cubicThrough([0, 1 / 27, 8 / 27, 1]), theta: 0.3, temperature: 1, baseline: 0 }
const BIT_TRACES = ['limit', 'variance a', 'bias a', 'variance b', 'bias b'].map((label) => ({
  label,
  colour: '',
  style: 'line' as const,
  width: 1,
  isFaint: false,
}))
const around = (value: number) => ({ value, lo: value / 2, hi: 2 * value })
const CODEBOOK = {
  step: 5,
  images: 3,
  mass: Float64Array.of(0.5, 0.25, 0.25, 0),
  modes: Uint32Array.of(2, 0, 1, 0),
  codes: Uint32Array.of(0, 2, 0),
}
const CODED = { indices: Uint32Array.of(2, 0, 1), labels: Uint8Array.of(7, 1, 1) }
const ERRORS = [1, 2, 4].map((x) => ({
  x,
  variance: around(8 / x),
  bias: { square: around(3), error: around(3 + 8 / x), cosine: x === 1 ? null : around(0.4) },
}))
const noise = (length: number, step = 0) => normal(length, { seed: 3, stream: 1, step })

const encodingsOf = (latent: number): Encodings => ({
  step: 7,
  count: IMAGES,
  indices: INDICES,
  latent,
  mean: noise(IMAGES * latent),
  spread: new Float32Array(IMAGES * latent).fill(Math.exp(-1)),
})
const plane = encodingsOf(2)
const statistics = latentStatistics(plane.mean, plane.spread, 2)

const earlier: RecordedRun = { ...emptyRun(1, DEFAULT_SETTINGS), rows: [rowAt(2), rowAt(3)] }
const current: RecordedRun = {
  ...emptyRun(2, DEFAULT_SETTINGS),
  rows: [rowAt(1), rowAt(2, { kl: null }), rowAt(4)],
  evaluations: [evaluationAt(4), evaluationAt(100)],
  probes: [reportAt(1), { ...reportAt(5), minibatch: 0 }, reportAt(5, { samples: 2 })],
}
const history: History = { current, earlier: [earlier] }

/** As they are measured against L, at weights that move on. */
const againstL = [1, 2, 4].flatMap((samples) =>
  (['none', 'batch', 'leave-one-out'] as const)
    .filter((baseline) => samples > 1 || baseline !== 'leave-one-out')
    .map((baseline, i) => reportAt(100 + 10 * samples + i, { samples, baseline })),
)

const twice = (values: Float32Array) => ({ reparameterized: values, 'score-function': values })
const coordinates: CoordinateReport = {
  step: 5,
  draws: 512,
  latent: 2,
  batch: twice(noise(2048)),
  image: twice(noise(2048)),
}

const exact: QuadraturePosterior = {
  ...exactAt(5),
  density: { left: -4, bottom: -2, width: 8, side: 3, logDensity: noise(9) },
}

const portrait = (run: number, latent: number): Portrait => ({
  run,
  settings: { ...DEFAULT_SETTINGS, latent },
  step: 100,
  encodings: encodingsOf(latent),
  labels: LABELS,
  sheet: { kind: 'draws', rows: 0, columns: 0, images: { pixels: new Uint8Array(0), count: 0 } },
  fit: { spread: 1, active: latent, holes: { share: 0.5, error: 0.01, sets: 5, draws: 500 } },
})

const counted = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
const SPACE = directionsOf(encodingsOf(5), [4, 3, 2, 1, 0]).slice(3, 6)
const mapOf = (latent: number, axes: Parameters<typeof mapPoints>[1]) =>
  mapPoints(encodingsOf(latent), axes, LABELS)
const fitOfBumps = { mean: 0, sigma: 1, reverse: 0.2, forward: 0.1 }
const bench = solve(PRESETS.presetWins)
const view = { tab: 'terms', scale: 'log', smoothing: 0.9 } as const

interface Case {
  readonly of: (...args: never[]) => string
  readonly write: () => string
  /** What stands in the first column, or in the one at `at`. */
  readonly x: readonly (number | string)[]
  readonly at?: number
}

const CASES: Readonly<Record<string, Case>> = {
  bound: { of: boundCsv, write: () => boundCsv(history, view), x: [1, 2, 3, 4, 100] },
  'bound, held-out': {
    of: boundCsv,
    write: () => boundCsv(history, { ...view, tab: 'held-out', smoothing: 0 }),
    x: [1, 2, 4, 100],
  },
  'bounds against K': {
    of: likelihoodCsv,
    write: () => likelihoodCsv(likelihoodAt(7)),
    x: [1, 50, 5000],
    at: 3,
  },
  'bounds of two lanes against K': {
    of: likelihoodCsv,
    write: () => likelihoodCsv(likelihoodAt(7), [{ lane: 2, report: likelihoodAt(7) }]),
    x: [1, 50, 5000],
    at: 3,
  },
  'over time': { of: overTimeCsv, write: () => overTimeCsv(current.probes), x: [1, 5, 5] },
  'against L': {
    of: againstSamplesCsv,
    write: () => againstSamplesCsv(againstL),
    x: againstL.map(({ samples }) => samples),
  },
  'against K': {
    of: againstKCsv,
    write: () => againstKCsv([1, 2, 5].map((importance) => reportAt(100, { importance }))),
    x: [1, 2, 5],
  },
  'by layer': { of: byLayerCsv, write: () => byLayerCsv(reportAt(5), [784, 4]), x: [1] },
  draws: {
    of: drawsCsv,
    write: () =>
      drawsCsv(
        [
          { id: 'reparameterized', values: noise(300) },
          { id: 'score-function', values: noise(300, 1) },
        ],
        (name) => `gradient, ${name}`,
      ),
    x: counted(300),
  },
  arrows: { of: arrowsCsv, write: () => arrowsCsv(coordinates, ['μ₁', 'μ₂']), x: counted(512) },
  function: {
    of: functionCsv,
    write: () => functionCsv(bench.problem),
    x: Array.from({ length: 241 }, (_, i) => -3 + (8 * i) / 240),
  },
  'one bit': {
    of: bitCsv,
    write: () => bitCsv(noiseOverTemperature(bit), { xLabel: 'temperature', traces: BIT_TRACES }),
    x: noiseOverTemperature(bit).aligned.xs,
  },
  bands: {
    of: bandsCsv,
    write: () =>
      bandsCsv(
        [
          ['reinmax', ERRORS],
          ['straight-through', ERRORS.slice(1)],
        ],
        'L',
        (x) => x,
      ),
    x: [1, 2, 4],
  },
  codebook: {
    of: codebookCsv,
    write: () =>
      codebookCsv(CODEBOOK, labelsOfCodes(CODEBOOK, CODED), (state) => `${state >> 1} ${state & 1}`),
    x: [1, 2, 3, 4],
  },
  map: { of: mapCsv, write: () => mapCsv(mapOf(2, latentAxes(0, 1)), NONE), x: NUMBERS },
  'map, a class hidden': {
    of: mapCsv,
    write: () => mapCsv(mapOf(2, latentAxes(0, 1)), new Set([1])),
    x: [813, 78, 1, 42],
  },
  'map, one latent': { of: mapCsv, write: () => mapCsv(mapOf(1, lineAxes), NONE), x: NUMBERS },
  'map, one latent twice': {
    of: mapCsv,
    write: () => mapCsv(mapOf(5, latentAxes(3, 3)), NONE),
    x: NUMBERS,
  },
  'map, principal': {
    of: mapCsv,
    write: () => mapCsv(mapOf(5, principalAxes(encodingsOf(5), null)), NONE),
    x: NUMBERS,
  },
  space: {
    of: spaceCsv,
    write: () => spaceCsv(encodingsOf(5), mapOf(5, latentAxes(0, 1)), SPACE, new Set([1])),
    x: [813, 78, 1, 42],
  },
  units: { of: unitsCsv, write: () => unitsCsv(unitsOf(statistics, [1, 0])), x: [2, 1] },
  aggregate: {
    of: aggregateCsv,
    write: () => aggregateCsv(plane, 1, 4),
    x: Array.from({ length: 161 }, (_, i) => (4 * (i - 80)) / 80),
  },
  terms: { of: termsCsv, write: () => termsCsv(exact), x: [-95, 6, -101, 3, -98, -101.1], at: 1 },
  'code units': {
    of: codeUnitsCsv,
    write: () =>
      codeUnitsCsv([
        { latent: 0, kl: 0.5 },
        { latent: 1, kl: 0.25 },
      ]),
    x: [0.5, 0.25],
    at: 1,
  },
  states: {
    of: statesCsv,
    write: () =>
      statesCsv(
        {
          posterior: Float64Array.of(0.5, 0.25, 0.25, 0),
          guess: Float64Array.of(0.25, 0.25, 0.25, 0.25),
        },
        2,
        2,
      ),
    x: [0.5, 0.25, 0.25, 0],
    at: 2,
  },
  ways: { of: waysCsv, write: () => waysCsv(waysAt(5)), x: [12, 48, 0], at: 3 },
  'two bumps': {
    of: bumpsCsv,
    write: () => bumpsCsv({ centres: [-1, 1], sigma: 0.5 }, { reverse: fitOfBumps, forward: fitOfBumps }),
    x: Array.from({ length: 401 }, (_, i) => -5 + i / 40),
  },
  density: { of: densityCsv, write: () => densityCsv(exact), x: [-4, 0, 4, -4, 0, 4, -4, 0, 4] },
  gap: { of: gapCsv, write: () => gapCsv([gapAt(0), gapAt(10), gapAt(10), gapAt(25)]), x: [0, 10, 25] },
  compare: {
    of: pointsCsv,
    write: () => pointsCsv([portrait(1, 2), portrait(2, 1)]),
    x: [...NUMBERS, ...NUMBERS],
    at: 4,
  },
  metrics: { of: metricsCsv, write: () => metricsCsv(current), x: [1, 2, 4, 5, 100] },
}

/** A header without what stands in brackets at its end. */
const isNamed = (header: string) => header.trim() !== '' && !/undefined|NaN|\[object/.test(header)

describe.each([
  ['English', en],
  ['Chinese', zhCN],
] as const)('%s', (_, catalog) => {
  afterEach(() => speak(en))

  test.each(Object.entries(CASES))('%s', (_, { write, x, at = 0 }) => {
    speak(catalog)
    const [headers, ...rows] = parseCsv(write()) as [string[], ...string[][]]
    expect(new Set(headers).size).toBe(headers.length)
    for (const header of headers) expect(header).toSatisfy(isNamed)
    for (const row of rows) expect(row).toHaveLength(headers.length)
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^(NaN|undefined|null)$/)
    x.forEach((value, i) => expect(Number(rows[i]![at])).toBeCloseTo(Number(value), 9))
    if (at !== 1) expect(rows).toHaveLength(x.length)
  })
})

const columnsOf = (text: string) => {
  const [headers, ...rows] = parseCsv(text) as [string[], ...string[][]]
  return new Map(headers.map((header, i) => [header, rows.map((row) => row[i]!)]))
}

describe('what stands in them', () => {
  test('the bound as it was measured, all points, never turned; the smoothed one says so', () => {
    const columns = columnsOf(boundCsv(history, view))
    const raw = columns.get('ELBO train (nats per image)')
    expect(raw).toEqual(['-505', '', '', String(-80 - 100 - 25), ''])
    expect(columns.get('reconstruction train (nats per image)')![1]).toBe('-280')
    expect(columns.get('ELBO held-out (nats per image)')!.slice(3)).toEqual(['-106', '-106'])
    expect(columns.get('ELBO train (nats per image), run 1')!.slice(0, 3)).toEqual([
      '',
      '-305',
      String(-80 - 400 / 3 - 25),
    ])
    const smoothed = columns.get('reconstruction train, smoothed 0.9 (nats per image)')!
    expect(Number(smoothed[1])).toBeCloseTo((0.9 * -480 - 280) / 1.9, 9)
    const hidden = { ...history, earlier: [{ ...earlier, isHidden: true }] }
    expect([...columnsOf(boundCsv(hidden, view)).keys()].filter((name) => /run 1/.test(name))).toEqual([])
  })

  test('a relaxed objective is not called an ELBO', () => {
    const relaxed = (step: number) => rowAt(step, { estimator: 'gumbel-softmax' })
    const run = { ...current, rows: [rowAt(1), relaxed(2), relaxed(4)] }
    const columns = columnsOf(boundCsv({ current: run, earlier: [] }, { ...view, smoothing: 0 }))
    expect(columns.get('ELBO train (nats per image)')).toEqual(['-505', '', '', ''])
    expect(columns.get('relaxed objective train (nats per image)')).toEqual(['', '-305', '-205', ''])
    expect(columns.get('ELBO held-out (nats per image)')).toEqual(['', '', '-106', '-106'])
    const seeds = [run, { ...run, id: 7 }]
    const banded = columnsOf(boundCsv({ current: run, earlier: [] }, { ...view, smoothing: 0 }, seeds))
    expect([...banded.keys()]).toContain('relaxed objective train (nats per image), mean of 2 seeds')
  })

  test('more points than a chart draws', () => {
    const rows = Array.from({ length: 9000 }, (_, i) => rowAt(i + 1))
    const text = boundCsv(
      { current: { ...current, rows, evaluations: [] }, earlier: [] },
      { ...view, smoothing: 0 },
    )
    expect(columnsOf(text).get('step')).toHaveLength(9000)
  })

  test('a variance of 0 is a 0, though a log axis cannot show it', () => {
    const columns = columnsOf(overTimeCsv(current.probes))
    expect(columns.get('variance between batches ((nats per image)^2)')).toEqual(['0.5', '0', '0.5'])
    expect(columns.get('samples per image, L')).toEqual(['1', '1', '2'])
    expect(columns.get('noise to signal ratio, score function, 95 % interval, lower end')).toEqual([
      '25',
      '25',
      '25',
    ])
  })

  test('bias, mean squared error and cosine are there where they were measured, and only there', () => {
    const names = (text: string) => [...columnsOf(text).keys()].join('\n')
    expect(names(overTimeCsv(current.probes))).not.toMatch(/bias|squared error|cosine/)
    const report = reportAt(3)
    const bias = { square: around(3), error: around(11), cosine: null }
    const estimators = {
      ...report.estimators,
      'straight-through': { ...report.estimators.reparameterized!, bias },
    }
    const columns = columnsOf(overTimeCsv([{ ...report, estimators }, report]))
    expect(columns.get('squared bias straight-through ((nats per image)^2)')).toEqual(['3', ''])
    expect(
      columns.get(
        'mean squared error of one draw, straight-through ((nats per image)^2), 95 % interval, upper end',
      ),
    ).toEqual(['22', ''])
    expect(columns.get('cosine with the gradient, straight-through')).toEqual(['', ''])
  })

  test('a report of an older version has no noise over signal', () => {
    const { signal: _signal, ...rest } = reportAt(3)
    const { noiseToSignal: _noise, ...variance } = rest.estimators.reparameterized!
    const old = { ...rest, estimators: { reparameterized: variance, 'score-function': variance } }
    expect(columnsOf(overTimeCsv([old])).get('noise to signal ratio, reparameterized')).toEqual([''])
  })

  test('the row of a class on a map of one latent is no data', () => {
    expect([...columnsOf(mapCsv(mapOf(1, lineAxes), NONE)).keys()]).toEqual(['test image', 'class', 'z1'])
    expect([...columnsOf(mapCsv(mapPoints(plane, latentAxes(0, 1), null), NONE)).keys()]).toEqual([
      'test image',
      'z1',
      'z2',
    ])
    const columns = columnsOf(pointsCsv([portrait(1, 2), portrait(2, 1)]))
    expect(columns.get('up')!.slice(IMAGES)).toEqual(new Array(IMAGES).fill(''))
    expect(columns.get('across')!.map(Number)).toEqual([
      ...Array.from({ length: IMAGES }, (_, i) => plane.mean[2 * i]),
      ...encodingsOf(1).mean,
    ])
    expect(columns.get('axes')).toEqual([
      ...new Array(IMAGES).fill('z1 / z2'),
      ...new Array(IMAGES).fill('z1'),
    ])
  })

  test('a density integrates to 1, whatever its height on the chart', () => {
    for (const [text, name] of [
      [functionCsv(bench.problem), 'density of z'],
      [aggregateCsv(plane, 0, 8), 'density of q(z1) over all images'],
      [aggregateCsv(plane, 0, 8), 'density of prior N(0, 1)'],
    ] as const) {
      const columns = [...columnsOf(text).entries()]
      const [, xs] = columns[0]!
      const values = new Map(columns).get(name)!.map(Number)
      expect(values.reduce((a, b) => a + b) * (Number(xs[1]) - Number(xs[0]))).toBeCloseTo(1, 3)
    }
  })

  test('all draws, not only those that are shown', () => {
    const columns = columnsOf(arrowsCsv(coordinates, ['μ₁', 'μ₂']))
    expect(columns.get('score function, d/d μ₂ (nats)')!.map(Number)).toEqual(
      Array.from({ length: 512 }, (_, r) => coordinates.image['score-function']![4 * r + 1]),
    )
  })
})

describe('none is missing here', () => {
  const SRC = new URL('../', import.meta.url)
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.|\/testing\//.test(file),
  )
  const sourceOf = (file: string) => readFileSync(new URL(file, SRC), 'utf8')

  test('every writer has a case', async () => {
    const writing = files.filter((file) => /formats\/csv\.ts'/.test(sourceOf(file)))
    expect(writing.length).toBeGreaterThan(4)
    for (const file of writing) {
      const names = [...sourceOf(file).matchAll(/export (?:const|function) (\w+Csv)\b/g)].map(
        ([, name]) => name!,
      )
      const written = (await import(new URL(file, SRC).href)) as Record<string, Case['of']>
      for (const name of names) expect(Object.values(CASES).map(({ of }) => of)).toContain(written[name])
    }
  })

  test('every file of the page that ends with .csv comes from such a writer', () => {
    const pages = files.filter((file) => file.startsWith('ui/')).map(sourceOf)
    const found = pages.flatMap((text) => [
      ...[...text.matchAll(/download\([^,]*\.csv[`'], ([^,]+)/g)].map(([, content]) => content),
      ...[...text.matchAll(/\bcsv=\{([^}]+)\}/g)].map(([, content]) => content),
      ...[...text.matchAll(/\bcsv: \(\w*\) => (.+),$/gm)].map(([, content]) => content),
    ])
    expect(found.length).toBeGreaterThan(8)
    for (const content of found) expect(content).toMatch(/Csv\(|csv\(/)
  })
})
