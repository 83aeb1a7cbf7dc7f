/** The check itself: it finds what is wrong, and knows content from layout. */
import { expect, test } from 'vitest'
import { disagreements, fingerprint, type Lines } from './check.ts'

const { raw } = String

const lines: Lines<number> = {
  square: { of: '', equal: (x) => ({ square: [x * x, x ** 2], both: [[x, 2 * x]] }) },
  again: { of: '', equal: (x) => ({ square: [Math.abs(x) * Math.abs(x)], both: [[x, x + x]] }) },
}

test('lines that agree', () => {
  expect(disagreements(lines, 3.1)).toEqual([])
})

test('a side that is off by more than rounding is found, within a line and across lines', () => {
  const wrong = (off: number): Lines<number> => ({
    ...lines,
    last: { of: '', equal: (x) => ({ square: [x * x + off] }) },
  })
  expect(disagreements(wrong(1e-8), 3.1)).toHaveLength(1)
  expect(disagreements(wrong(1e-12), 3.1)).toEqual([])
  expect(
    disagreements(
      {
        one: {
          of: '',
          equal: () => ({
            a: [
              [1, 2],
              [1, 3],
            ],
          }),
        },
      },
      0,
    ),
  ).toHaveLength(1)
  expect(disagreements({ one: { of: '', equal: () => ({ a: [NaN, NaN] }) } }, 0)).toHaveLength(2)
})

test('a name with one number only proves nothing', () => {
  expect(disagreements({ one: { of: '', equal: () => ({ a: [1] }) } }, 0)).toEqual([
    'a is compared with nothing',
  ])
})

test('inequalities, and draws within their standard errors', () => {
  const of = ''
  expect(disagreements({ one: { of, atMost: () => [[1, 2]], drawn: () => [[1.4, 1, 0.1]] } }, 0)).toEqual([])
  expect(disagreements({ one: { of, atMost: () => [[2, 1]] } }, 0)).toHaveLength(1)
  expect(disagreements({ one: { of, drawn: () => [[1.5, 1, 0.1]] } }, 0)).toHaveLength(1)
})

test('a fingerprint changes with the content of a formula, not with its layout', () => {
  const of = fingerprint(raw`\begin{aligned} a &= \left(b + c\right) \\ &= d \end{aligned}`)
  expect(fingerprint(raw`a = \term{elbo}{(b+c)} = \live{kl}{d}`)).toBe(of)
  expect(fingerprint(raw`a = (b-c) = d`)).not.toBe(of)
  expect(fingerprint(raw`\frac{a}{bc}`)).not.toBe(fingerprint(raw`\frac{ab}{c}`))
  expect(fingerprint(raw`\leftarrow a = (b+c) = d`)).not.toBe(of)
})
