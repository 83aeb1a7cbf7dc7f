import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { circumstances, withFigures } from './figures.ts'
import { TASKS } from './tasks/index.ts'

const README = readFileSync(new URL('./README.md', import.meta.url), 'utf8')

describe('figures in the README', () => {
  test("only the task's own are replaced", () => {
    const text =
      'a\n<!-- figures: x -->\nold x\n<!-- end of figures -->\nb\n' +
      '<!-- figures: y -->\nold y\n<!-- end of figures -->\nc'
    const next = withFigures(text, 'y', 'new')
    expect(next).toContain('old x')
    expect(next).not.toContain('old y')
    expect(next).toMatch(/<!-- figures: y -->\s+new\s+<!-- end of figures -->\nc$/)
    expect(withFigures(next, 'y', 'new')).toBe(next)
  })

  test('a task without a place is an error', () => {
    expect(() => withFigures('text', 'x', 'new')).toThrow('figures: x')
  })

  test.each(Object.keys(TASKS))('%s has its place, and its command', (task) => {
    expect(withFigures(README, task, 'measured anew')).toContain('measured anew')
    expect(README).toContain(`npm run bench -- ${task}`)
  })
})

test('figures say when they were measured, and whether other work ran beside', () => {
  const date = new Date('2026-11-20T23:00:00Z')
  expect(circumstances(date, 0.034)).toMatch(/2026-11-20.* 3 % busy\.$/)
  expect(circumstances(date, 0.97)).toMatch(/97 % busy: other work ran beside, and nothing here is a verdict/)
  expect(circumstances(date, 0.97, 'no time')).toMatch(/other work ran beside, and no time is a verdict/)
})
