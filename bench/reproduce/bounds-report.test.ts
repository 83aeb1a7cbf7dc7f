/** The tables of the bound's runs, from runs that are made up; and the learning rates of the paper. */
import { expect, test } from 'vitest'
import {
  boundsRow,
  boundsText,
  gainsOf,
  gainsTable,
  hoursOf,
  isOrdered,
  type BoundRun,
} from './bounds-report.ts'
import { rateOfEpoch } from './rates.ts'

/** A run that ends at this NLL. */
function run(k: number, nll: number, seed = 1): BoundRun {
  const at = (size: number, value: number) => ({ k: size, value, error: 0.8, noise: 0.03 })
  const bounds = [at(1, -nll - 9), at(5, -nll - 4), at(50, -nll - 1), at(5000, -nll)]
  const effective = { least: 2, median: 40, few: 3 }
  const tail = { median: 0.5, most: 0.9, limit: 0.7, beyond: 4 }
  const on = { dataset: 'mnist', targets: 'binarized', likelihood: 'bernoulli', sigma: 0.5 } as const
  const common = { step: 60, on, images: 100, draws: 5000, exact: null, withoutExact: null }
  const likelihood = { ...common, bounds, effective, tail, defensive: null }
  return {
    k,
    seed,
    outcome: { dataset: 'mnist', steps: 60, likelihood, seconds: { training: 36 * k, likelihood: 600 } },
  }
}
const runs = [run(1, 99.5), run(5, 98), run(50, 97.25)]

test('a row has the estimate with both of its errors, and the looser bounds', () => {
  const [name, seed, nll, published, ...rest] = boundsRow(runs[1]!)
  expect([name, seed, nll, published]).toEqual(['k = 5', '1', '98.00 ± 0.80 (0.03)', '85.54'])
  expect(rest).toEqual(['107.00', '102.00', '99.00', '40', '3 of 100', '180'])
})

test('a gain is between neighbours of one seed; its error is that of the draws', () => {
  const [first, second, ...others] = gainsOf([...runs, run(1, 99, 2), run(5, 99.5, 2)])
  expect(first).toMatchObject({ seed: 1, from: 1, to: 5, nats: 1.5 })
  expect(first!.noise).toBeCloseTo(0.03 * Math.SQRT2, 10)
  expect(first!.published).toBeCloseTo(1.22, 10)
  expect(second).toMatchObject({ seed: 1, from: 5, to: 50, nats: 0.75 })
  expect(others).toMatchObject([{ seed: 2, from: 1, to: 5, nats: -0.5 }])
  expect(gainsTable(runs)).toMatch(/k = 5 to 50 \| +1 \| 0\.75 ± 0\.04 \| +0\.76/)
})

test('the order is as published only if it is in every seed', () => {
  expect(isOrdered(runs)).toBe(true)
  expect(isOrdered([...runs, run(1, 99, 2), run(5, 99.5, 2)])).toBe(false)
})

test('the verdict is of an order, and there is one only between two sizes of one seed', () => {
  const told = (of: readonly BoundRun[]) => boundsText(of, { epochs: 1, images: 100, draws: 5000 })
  expect(told(runs)).toContain('as published: yes. At this rate 20 epochs with 5 seeds take 59 hours.')
  expect(told([run(1, 99), run(5, 99.5)])).toContain('as published: NO.')
  // The draws alone make 0.04 nats.
  expect(told([run(1, 99), run(5, 98.95)])).toContain('as published: not to be told')
  expect(told([run(1, 99), run(5, 99.05)])).toContain('as published: not to be told')
  for (const apart of [[run(5, 98)], [run(1, 99), run(5, 98, 2)]]) {
    expect(told(apart)).not.toMatch(/as published/)
    expect(told(apart)).not.toMatch(/gain/)
    expect(told(apart)).toContain('nothing is said about their order')
  }
  expect(told([run(1, 99), run(5, 98, 2)])).toContain('hours for k = 1, 5.')
})

test('hours: training grows with the epochs, every run has its likelihood', () => {
  // For each seed 36 s x 56 an epoch, and three times 600 s.
  expect(hoursOf(runs, 1, { epochs: 20, seeds: 1 })).toBeCloseTo((20 * 36 * 56 + 1800) / 3600, 10)
  expect(hoursOf(runs, 2, { epochs: 20, seeds: 5 })).toBeCloseTo((5 * (10 * 36 * 56 + 1800)) / 3600, 10)
})

test('the learning rate of the paper: 3^i epochs with 10^(-3 - i / 7)', () => {
  const stages = [0, 1, 3, 4, 12, 13, 39, 40].map((epoch) =>
    Math.round(Math.abs(7 * (3 + Math.log10(rateOfEpoch(epoch))))),
  )
  expect(stages).toEqual([0, 1, 1, 2, 2, 3, 3, 4])
})
