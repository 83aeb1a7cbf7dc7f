/** The table and the figure of the noise dial's curve, from points that are made up. */
import { expect, test } from 'vitest'
import { interventionFigure } from './intervention-figure.ts'
import {
  CHOICES,
  distanceTable,
  interventionTable,
  medianOf,
  onCurve,
  type Point,
} from './intervention-report.ts'

/** The dial's points on a straight line, from 1 upwards by 1: ELBO -100 - 10 x. */
const dials = CHOICES.filter(({ live }) => live.estimator === 'noise-dial')
const points: readonly Point[] = CHOICES.map((choice) => {
  const place = dials.indexOf(choice)
  const x = place < 0 ? 2.5 : 1 + place
  const elbo = -100 - 10 * x + (place < 0 ? 4 : 0)
  return { choice, logVariances: [x - 0.1, x, x + 0.1], elbos: [elbo - 2, elbo, elbo + 2] }
})
/** The plain score function, and its line in a table below the two of the head. */
const SF = CHOICES.findIndex(({ label }) => label === 'sf')
const lost = (elbo: number | null): readonly Point[] =>
  points.map((point, i) => (i === SF ? { ...point, elbos: [elbo, ...point.elbos.slice(1)] } : point))

test('the median is one of an odd number, and between two of an even one', () => {
  expect(medianOf([3, 1, -500])).toBe(1)
  expect(medianOf([4, 1, 2, 3])).toBe(2.5)
})

test('the curve is linear between the dial’s points and says nothing beyond them', () => {
  expect(onCurve(points, 2.5)).toBeCloseTo(-125, 9)
  expect(onCurve(points, 0.9)).toBeNaN()
  expect(onCurve(points, 99)).toBeNaN()
})

test('the table has a row for each choice, with the interval over the seeds; a run that diverged is told', () => {
  const lines = interventionTable(points).split('\n')
  expect(lines).toHaveLength(2 + CHOICES.length)
  expect(lines[2]).toMatch(/reparameterized .* 2\.50 ± 0\.25 .* -121\.0 ± 5\.0 .* -121\.0 .* -123\.0/)
  expect(interventionTable(lost(null)).split('\n')[2 + SF]).toContain('1 of 3 diverged')
})

test('the distance from the curve is that of the medians, which one lost run does not move', () => {
  const row = (all: readonly Point[]) => distanceTable(all).split('\n')[2 + SF]
  expect(row(points)).toMatch(/sf .* -125\.0 .* 4\.0/)
  expect(row(lost(-1500))).toMatch(/sf .* -125\.0 .* 4\.0/)
})

test('the figure has a mark for each point and seed, the lost one on the edge, and is readable in the dark', () => {
  const svg = interventionFigure(lost(-1500))
  expect(svg.match(/<circle/g)).toHaveLength(4 * CHOICES.length - 1)
  expect(svg.match(/class="score-function seed" d="M/g)).toHaveLength(1)
  expect(svg.match(/ range" d="M/g)).toHaveLength(CHOICES.length)
  expect(svg).toContain('prefers-color-scheme:dark')
  for (const { label } of CHOICES) expect(svg).toContain(`>${label}</text>`)
  expect(svg).not.toContain('NaN')
})
