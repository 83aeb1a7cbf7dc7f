import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DERIVATIONS } from '../../derivations/index.ts'
import { codePieces, sourceOfSymbol } from './source.ts'

const FILE = `/** What the file is. */
import { a } from './a.ts'

const one = 1

/**
 * Twice.
 */
export function twice(x: number): number {
  const result = 2 * x

  return result
}
/** Long arguments. */
export const add = (
  a: number,
  b: number,
): number => {
  return a + b
}
export const addOne = (a: number) => add(a, one)
// A shape.
// [2]
export interface Pair {
  readonly first: number
}

export async function later() {}
`

describe('the source of a symbol', () => {
  test('a function with its comment and the blank lines within', () => {
    expect(sourceOfSymbol(FILE, 'twice')).toBe(
      '/**\n * Twice.\n */\nexport function twice(x: number): number {\n  const result = 2 * x\n\n  return result\n}',
    )
  })

  test('a constant over several lines, and one on a single line', () => {
    expect(sourceOfSymbol(FILE, 'add')).toBe(
      '/** Long arguments. */\nexport const add = (\n  a: number,\n  b: number,\n): number => {\n  return a + b\n}',
    )
    expect(sourceOfSymbol(FILE, 'addOne')).toBe('export const addOne = (a: number) => add(a, one)')
    expect(sourceOfSymbol(FILE, 'one')).toBe('const one = 1')
  })

  test('a type below line comments', () => {
    expect(sourceOfSymbol(FILE, 'Pair')).toBe(
      '// A shape.\n// [2]\nexport interface Pair {\n  readonly first: number\n}',
    )
    expect(sourceOfSymbol(FILE, 'later')).toBe('export async function later() {}')
  })

  test('is not there', () => {
    expect(sourceOfSymbol(FILE, 'result')).toBeNull()
    expect(sourceOfSymbol(FILE, 'tw')).toBeNull()
  })
})

describe.each(DERIVATIONS.map(({ id, code }) => [id, code] as const))('%s', (_, code) => {
  test.each(code.map((one) => [one.symbol, one] as const))(
    '%s is found whole',
    (symbol, { file, terms = {} }) => {
      const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')
      const source = sourceOfSymbol(text, symbol)
      expect(source).toContain(symbol)
      for (const [open, close] of ['()', '[]', '{}'])
        expect(source!.split(open!).length, `${open}${close} in pairs`).toBe(source!.split(close!).length)
      const tinted = new Set(
        codePieces(source!, terms)
          .filter(({ kind }) => kind === 'term')
          .map(({ text }) => text),
      )
      expect([...tinted].sort()).toEqual(Object.keys(terms).sort())
    },
  )
})

test('identifiers that are terms are told apart, comments and strings are not searched', () => {
  const source = "// klPerImage\nconst recon = of('recon') - klPerImage2 - klPerImage"
  expect(codePieces(source, { recon: 'recon', klPerImage: 'kl', of: 'nonsense' })).toEqual([
    { kind: 'comment', text: '// klPerImage' },
    { kind: 'code', text: '\nconst ' },
    { kind: 'term', text: 'recon', term: 'recon' },
    { kind: 'code', text: " = of('recon') - klPerImage2 - " },
    { kind: 'term', text: 'klPerImage', term: 'kl' },
  ])
  expect(
    codePieces(source, {})
      .map(({ text }) => text)
      .join(''),
  ).toBe(source)
})
