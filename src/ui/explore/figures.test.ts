/** Figures have the values of their CSV files: the same numbers, at the same places, none turned, smoothed or displaced. */
import { describe, expect, test } from 'vitest'
import { byLayerChart } from '../../charts/variance/by-layer.ts'
import { againstSamplesChart } from '../../charts/variance/against-samples.ts'
import { overTimeChart } from '../../charts/variance/over-time.ts'
import { latentAxes } from '../../charts/latent/axes.ts'
import { mapPoints } from '../../charts/latent/map.ts'
import { parseCsv } from '../../formats/testing/parse-csv.ts'
import { normal } from '../../math/random.ts'
import type { Encodings, TestImages } from '../../protocol/latent.ts'
import { DEFAULT_SETTINGS } from '../../protocol/settings.ts'
import { emptyRun, type History, type RecordedRun } from '../../store/history.ts'
import { evaluationAt, exactAt, reportAt, rowAt } from '../../store/testing/fake-engine.ts'
import { boundCsv } from '../elbo/csv.ts'
import { elboFigure } from '../elbo/figure.ts'
import { encodingsExplored } from '../latent/figures.ts'
import { surfaceExplored } from '../latent/posterior/figures.ts'
import { t } from '../messages/index.ts'
import { againstSamplesCsv, overTimeCsv } from '../variance/csv.ts'
import { byLayerCsv } from '../variance/view-csv.ts'
import { overTimeFrame } from '../variance/frames.ts'
import { againstSamplesFrame, byLayerFrame } from '../variance/view-frames.ts'
import type { PlotFigure, FigureCloud, FigureCurve, FigureSurface } from './figure.ts'
import { figureOf } from './of-chart.ts'

const colour = () => '#123456'

/** The columns by their headers; NaN where a cell is empty. */
function columnsOf(text: string): ReadonlyMap<string, readonly number[]> {
  const [headers, ...rows] = parseCsv(text) as [string[], ...string[][]]
  const cells = (i: number) => rows.map((row) => (row[i] === '' ? NaN : Number(row[i])))
  return new Map(headers.map((header, i) => [header, cells(i)]))
}

const curves = ({ series }: PlotFigure): readonly FigureCurve[] =>
  series.filter((one) => one.kind === 'curve')
const named = (figure: PlotFigure, name: string): FigureCurve =>
  curves(figure).find((curve) => curve.name === name)!

/** The rows of a column that have something, with their x. */
function measured(columns: ReadonlyMap<string, readonly number[]>, x: string, y: string) {
  const [xs, ys] = [columns.get(x)!, columns.get(y)!]
  return xs.flatMap((at, i) => (Number.isNaN(ys[i]) ? [] : [[at, ys[i]!] as const]))
}

const pointsOf = ({ xs, ys }: FigureCurve) =>
  xs.flatMap((x, i) => (typeof ys[i] === 'number' ? [[x, ys[i]] as const] : []))

const told = { title: 'title', step: 5 }

describe('the ELBO', () => {
  const run = (id: number, seed: number): RecordedRun => ({
    ...emptyRun(id, { ...DEFAULT_SETTINGS, seed }),
    number: id,
    rows: [rowAt(1), rowAt(2), rowAt(3)].map((row) => ({ ...row, recon: row.recon - seed })),
    evaluations: [evaluationAt(4)],
  })
  const history: History = { current: run(3, 3), earlier: [run(2, 2), { ...run(1, 1), isHidden: true }] }
  const shown = { lanes: [], runs: [{ id: 2, number: 2, colour: 0 }], seeds: [] }
  const seeds = [history.current, ...history.earlier]

  test.each(['linear', 'log'] as const)('%s: as it was measured, of every run that is shown', (scale) => {
    const figure = elboFigure(history, { tab: 'terms', scale }, shown, colour)
    const columns = columnsOf(boundCsv(history, { tab: 'terms', scale, smoothing: 0.9 }))
    expect(figure).toMatchObject({ step: 4, y: { isLog: scale === 'log', title: 'nats per image' } })
    for (const [name, header] of [
      ['ELBO train', 'ELBO train (nats per image)'],
      ['KL train', 'KL train (nats per image)'],
      ['ELBO held-out', 'ELBO held-out (nats per image)'],
      ['run 2, ELBO train', 'ELBO train (nats per image), run 2'],
    ] as const)
      expect(pointsOf(named(figure, name)), name).toEqual(measured(columns, 'step', header))
    expect(curves(figure).filter(({ name }) => name.includes('run 1'))).toEqual([])
  })

  test('of seeds the mean, with its interval as a band; also of runs that are hidden', () => {
    const figure = elboFigure(history, { tab: 'terms', scale: 'linear' }, { ...shown, seeds }, colour)
    const columns = columnsOf(boundCsv(history, { tab: 'terms', scale: 'linear', smoothing: 0 }, seeds))
    const name = 'ELBO train (nats per image), mean of 3 seeds'
    const band = named(figure, 'ELBO train, mean of 3 seeds')
    expect(pointsOf(band)).toEqual(measured(columns, 'step', name))
    expect(band.intervals).toMatchObject({ draw: 'band' })
    // Three values a nat apart, and t for two degrees of freedom.
    const margin = 4.30265273 / Math.sqrt(3)
    band.ys.forEach((mean, i) => {
      expect(band.intervals!.lo[i]).toBeCloseTo(mean! - margin, 6)
      expect(band.intervals!.hi[i]).toBeCloseTo(mean! + margin, 6)
    })
  })
})

const headerOf = (name: string) => t('varianceHeader', { name })

describe('the variances', () => {
  test('over the steps, with their intervals', () => {
    const probes = [reportAt(1), reportAt(5)]
    const numbers = { ...overTimeChart(probes), marks: [] }
    const figure = figureOf(overTimeFrame(colour), numbers, told)
    const columns = columnsOf(overTimeCsv(probes))
    const own = named(figure, 'score function')
    const header = headerOf('score function')
    expect([...columns.keys()]).toContain(header)
    expect(pointsOf(own)).toEqual(measured(columns, 'step', header))
    const [lo] = own.intervals!.lo
    expect(lo).toBe(columns.get(t('lower', { name: header }))![0])
    expect(figure.y.isLog).toBe(true)
  })

  test('an estimator that was not measured is no series', () => {
    const report = reportAt(1)
    const { reparameterized, 'score-function': score } = report.estimators
    const two = { ...report, estimators: { reparameterized: reparameterized!, 'score-function': score! } }
    const figure = figureOf(overTimeFrame(colour), { ...overTimeChart([two]), marks: [] }, told)
    expect(curves(figure).map(({ name }) => name)).toEqual([
      'between batches',
      'reparameterized',
      'score function',
    ])
  })

  test('against L: at L, where the chart puts them beside it', () => {
    const reports = [1, 2, 4].map((samples) => reportAt(100, { samples }))
    const figure = figureOf(againstSamplesFrame(colour), { ...againstSamplesChart(reports), marks: [] }, told)
    const columns = columnsOf(againstSamplesCsv(reports))
    const header = headerOf('reparameterized')
    expect(pointsOf(named(figure, 'reparameterized'))).toEqual(
      measured(columns, 'samples per image, L', header),
    )
    expect(figure.x).toEqual({ title: 'samples per image, L', isLog: true })
    expect(curves(figure).filter(({ isFaint }) => isFaint).length).toBeGreaterThan(0)
  })

  test('by layer: at the layer, which has a name', () => {
    const report = reportAt(5)
    const figure = figureOf(
      byLayerFrame(colour, [784, 4], ['γ']),
      { ...byLayerChart(report), marks: [] },
      told,
    )
    const columns = columnsOf(byLayerCsv(report, [784, 4]))
    const [value] = columns.get(headerOf('score function'))!
    expect(pointsOf(named(figure, 'score function'))).toEqual([[0, value]])
    expect(figure.x.names).toHaveLength(1)
  })
})

describe('the encodings', () => {
  const count = 6
  const labels = Uint8Array.of(3, 1, 4, 1, 5, 9)
  const indices = Uint32Array.of(812, 3, 77, 5000, 0, 41)
  const encodingsOf = (latent: number): Encodings => ({
    step: 7,
    count,
    indices,
    latent,
    mean: normal(count * latent, { seed: 3, stream: 1, step: 0 }),
    spread: new Float32Array(count * latent).fill(0.1),
  })
  const images: TestImages = {
    total: 10_000,
    indices,
    images: { pixels: new Uint8Array(count * 784), count },
    labels: null,
  }
  const exploredOf = (latent: number) => {
    const encodings = encodingsOf(latent)
    return encodingsExplored({
      points: mapPoints(encodings, latentAxes(0, 1), labels),
      encodings,
      order: Array.from({ length: latent }, (_, i) => latent - 1 - i),
      hidden: new Set([4]),
      images,
      classColours: Array.from({ length: 10 }, () => '#123456'),
      className: String,
      colour,
    })
  }
  const clouds = ({ series }: PlotFigure) => series as readonly FigureCloud[]

  test('in space along any three directions, without hidden classes, each with its picture', () => {
    const explored = exploredOf(4)
    expect(explored.choices!.map(({ first, options }) => options[first])).toEqual([
      'principal direction 1',
      'principal direction 2',
      'principal direction 3',
    ])
    const figure = explored.figure([0, 3, 4])
    expect([figure.x.title, figure.y.title, figure.z!.title]).toEqual(['z4', 'z1', 'principal 1'])
    expect(clouds(figure).map(({ name }) => name)).toEqual(['1', '3', '5', '9'])
    const one = clouds(figure)[0]!
    expect(one.pictures).toEqual([1, 3])
    expect(figure.pictures!.nameOf(1)).toBe('test image 4, 1')
    const columns = columnsOf(explored.csv([0, 3, 4]))
    const [x, y, z] = ['z4', 'z1'].map((name) => columns.get(name)!)
    expect(
      clouds(figure)
        .flatMap(({ xs }) => xs)
        .toSorted(),
    ).toEqual(x!.toSorted())
    expect(
      clouds(figure)
        .flatMap(({ ys }) => ys)
        .toSorted(),
    ).toEqual(y!.toSorted())
    expect(z).toBeUndefined()
  })

  test('of two latents in the plane, without a choice', () => {
    const explored = exploredOf(2)
    expect(explored.choices).toBeUndefined()
    const figure = explored.figure([])
    expect(figure).toMatchObject({ isSquare: true, x: { title: 'z1' }, y: { title: 'z2' } })
    expect(figure.z).toBeUndefined()
    expect(clouds(figure).flatMap(({ xs }) => xs)).toHaveLength(count - 1)
  })
})

describe('the exact posterior beside q', () => {
  const side = 5
  const density = { left: -2, bottom: -1, width: 4, side, logDensity: new Float32Array(side * side).fill(-3) }
  const exact = { ...exactAt(5), density, mean: Float32Array.of(1, 0), spread: Float32Array.of(0.5, 2) }
  const [guess, own] = surfaceExplored(exact, colour).figure([0]).series as readonly FigureSurface[]

  test('is over the grid, a row a z2', () => {
    expect(own!.xs).toEqual([-2, -1, 0, 1, 2])
    expect(own!.ys).toEqual([-1, 0, 1, 2, 3])
    expect(own!.zs[0]![0]).toBeCloseTo(Math.exp(-3), 6)
  })

  test('q is the density of its Gaussian there', () => {
    // At its mean, z = (1, 0): 1 / (2 pi sigma1 sigma2).
    expect(guess!.zs[1]![3]).toBeCloseTo(1 / (2 * Math.PI * 0.5 * 2), 9)
    // A standard deviation beside it along z2.
    expect(guess!.zs[3]![3]).toBeCloseTo(Math.exp(-0.5) / (2 * Math.PI), 9)
  })

  test('logarithms end far below the peak', () => {
    const [logGuess, logExact] = surfaceExplored(exact, colour).figure([1]).series as readonly FigureSurface[]
    expect(logExact!.zs[0]![0]).toBe(-3)
    expect(logGuess!.zs[0]![0]).toBeCloseTo(Math.log(guess!.zs[0]![0]!), 9)
    const narrow = { ...exact, spread: Float32Array.of(0.1, 0.1) }
    const [cut] = surfaceExplored(narrow, colour).figure([1]).series as readonly FigureSurface[]
    expect(cut!.zs[0]![0]).toBeNull()
  })
})
