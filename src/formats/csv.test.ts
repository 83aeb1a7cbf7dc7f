import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvText, usedColumns, type CsvCell } from './csv.ts'
import { parseCsv } from './testing/parse-csv.ts'

const listed = (headers: readonly string[]) =>
  headers.map((header, i) => [header, (row: readonly CsvCell[]) => row[i]] as const)

test('whatever stands in a cell comes back', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('a,b', 'say "x"', 'two\nlines', '\r', '"', ''),
    fc.double({ noNaN: true }).map((value) => value + 0),
    fc.constantFrom(null, undefined, NaN),
  )
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }))
  fc.assert(
    fc.property(table, (rows) => {
      const headers = rows[0]!.map((_, i) => `column ${i}, "quoted"`)
      const [head, ...body] = parseCsv(csvText(listed(headers), rows))
      expect(head).toEqual(headers)
      const texts = rows.map((row) => row.map((one) => (Number.isNaN(one) ? '' : String(one ?? ''))))
      expect(body).toEqual(texts)
    }),
  )
})

test('numbers keep every digit, signs and powers of ten', () => {
  const values = [0, -0, 0.1 + 0.2, -1e-7, 1e21, 123456789.125, Infinity]
  const [, ...body] = parseCsv(csvText([['x', (x: number) => x]], values))
  expect(body.map(([text]) => Number(text))).toEqual(values.map((value) => value + 0))
})

test('columns in which nothing stands can be left out', () => {
  const columns = listed(['a', 'b', 'c'])
  expect(
    usedColumns(columns, [
      [1, null, NaN],
      [2, '', undefined],
    ]).map(([header]) => header),
  ).toEqual(['a'])
  expect(csvText(columns, [])).toBe('a,b,c\n')
})
