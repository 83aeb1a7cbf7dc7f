import { expect, test } from 'vitest'
import { besideWanted, rateText, table } from './table.ts'

test('columns stand straight: text to the left, numbers to the right', () => {
  const rows = [
    ['ELBO Lab', '98.1', ''],
    ['TF.js', '2.5', '38.9 x'],
  ]
  expect(table(['', 'steps/s', 'ratio'], rows, ['ratio'])).toBe(
    [
      '|          | steps/s | ratio  |',
      '| -------- | ------: | ------ |',
      '| ELBO Lab |    98.1 |        |',
      '| TF.js    |     2.5 | 38.9 x |',
    ].join('\n'),
  )
})

test('a figure stands beside what is wanted of it, if something is', () => {
  expect(besideWanted('3.2 s', '4 s')).toBe('3.2 s (wanted 4 s)')
  expect(besideWanted('3.2 s', null)).toBe('3.2 s')
})

test.each([
  [0.1394, '0.139'],
  [9.94, '9.94'],
  [171.66, '171.7'],
])('%f steps a second read %s', (rate, text) => expect(rateText(rate)).toBe(text))
