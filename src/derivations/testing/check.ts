/**
 * What makes a derivation's lines checkable: for each step an evaluator says what numbers the line claims to be equal,
 * and names them; numbers of one name must agree within the line and across all lines of the derivation.
 *
 * Each evaluator notes the fingerprint of the formula it was written for, so that a formula cannot be changed without
 * someone looking at its evaluator again.
 */
import { describe, expect, test } from 'vitest'
import type { Derivation } from '../derivation.ts'

/** A number, or numbers that belong together. */
export type Side = number | readonly number[]

export interface Line<Model> {
  /** `fingerprint` of the formula. */
  readonly of: string
  /** By name, the sides of an equation. */
  readonly equal?: (model: Model) => Readonly<Record<string, readonly Side[]>>
  /** Pairs of which the first is at most the second. */
  readonly atMost?: (model: Model) => readonly (readonly [number, number])[]
  /** What was drawn at random: (estimate, exact value, exact standard error of the estimate). */
  readonly drawn?: (model: Model) => readonly (readonly [number, number, number])[]
  /** For a line that is a definition or a choice, of which there is nothing to compute: which. */
  readonly defines?: string
}

export type Lines<Model> = Readonly<Record<string, Line<Model>>>

const TOLERANCE = 1e-10
const STANDARD_ERRORS = 4.5

/** Layout, not content: \term, \live, alignment, spaces, sizes of brackets. */
const LAYOUT =
  /\\(?:begin|end)\{(?:aligned|gathered)\}|\\(?:left|right|middle|[bB]igg?[lr]?|textstyle|,|;|!|\\|quad|qquad)(?![a-zA-Z])|\{\}|[\s&]/g

/** Where the brace that opens at `open` is closed. */
function closingBrace(tex: string, open: number): number {
  let depth = 0
  for (let i = open; i < tex.length; i++) {
    if (tex[i] === '\\') i++
    else if (tex[i] === '{') depth++
    else if (tex[i] === '}' && --depth === 0) return i
  }
  throw new Error(`closingBrace: expected balanced braces, got ${tex}`)
}

/** Each \term{id}{content} and \live{id}{content} replaced by its content. */
function unlinked(tex: string): string {
  const link = /\\(?:term|live)\{[\w-]+\}\{/.exec(tex)
  if (!link) return tex
  const open = link.index + link[0].length - 1
  const close = closingBrace(tex, open)
  return tex.slice(0, link.index) + unlinked(tex.slice(open + 1, close) + tex.slice(close + 1))
}

/** Eight hexadecimal digits that change with what a formula says (FNV-1a), not with how it is laid out. */
export function fingerprint(formula: string): string {
  let hash = 0x811c9dc5
  for (const char of unlinked(formula).replaceAll(LAYOUT, ''))
    hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

const asList = (side: Side): readonly number[] => (typeof side === 'number' ? [side] : side)

/** Relative to what is compared, absolute where that is small. */
function differ(a: Side, b: Side): boolean {
  const [left, right] = [asList(a), asList(b)]
  const scale = Math.max(1, ...left.map(Math.abs), ...right.map(Math.abs))
  const close = (value: number, i: number) => Math.abs(value - right[i]!) <= TOLERANCE * scale
  return left.length !== right.length || !left.every(close)
}

/** What is wrong with the lines for this model; empty if nothing is. */
export function disagreements<Model>(lines: Lines<Model>, model: Model): string[] {
  const found: string[] = []
  const known = new Map<string, { first: Side; count: number }>()
  for (const [id, line] of Object.entries(lines)) {
    for (const [name, sides] of Object.entries(line.equal?.(model) ?? {})) {
      for (const side of sides) {
        const one = known.get(name) ?? { first: side, count: 0 }
        known.set(name, { ...one, count: one.count + 1 })
        if (differ(one.first, side)) found.push(`${id}: ${name} is ${String(side)}, was ${String(one.first)}`)
      }
    }
    for (const [low, high] of line.atMost?.(model) ?? [])
      if (!(low <= high + TOLERANCE)) found.push(`${id}: ${low} is not at most ${high}`)
    for (const [estimate, exact, error] of line.drawn?.(model) ?? [])
      if (!(Math.abs(estimate - exact) <= STANDARD_ERRORS * error))
        found.push(`${id}: ${estimate} is not within ${STANDARD_ERRORS} times ${error} of ${exact}`)
  }
  const alone = [...known].filter(([, { count }]) => count < 2)
  return [...found, ...alone.map(([name]) => `${name} is compared with nothing`)]
}

/** Registers the tests of a derivation's lines. */
export function checkLines<Model>(
  derivation: Derivation,
  models: readonly Model[],
  lines: Lines<Model>,
): void {
  describe(derivation.id, () => {
    test('every line has an evaluator that was written for it', () => {
      const noted = Object.entries(lines).map(([id, { of }]) => `${id} ${of}`)
      expect(noted).toEqual(derivation.steps.map(({ id, formula }) => `${id} ${fingerprint(formula)}`))
    })

    test('every line claims something, or says that it defines', () => {
      const idle = Object.entries(lines).filter(
        ([, { equal, atMost, drawn, defines }]) => !equal && !atMost && !drawn && !defines,
      )
      expect(idle.map(([id]) => id)).toEqual([])
    })

    test.each(models.map((model, i) => [i, model] as const))('the lines agree: model %i', (_, model) => {
      expect(disagreements(lines, model)).toEqual([])
    })
  })
}
