/** `npm test` hides nothing: a crash, an empty run and a file that does not load all count as failed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkResult, playwrightResult, vitestResult } from '../scripts/testing/results.mjs'

const folder = mkdtempSync(join(tmpdir(), 'elbo-lab-results-'))
afterAll(() => rmSync(folder, { recursive: true }))

function report(content: unknown): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}
const vitestFile = (statuses: string[], status = 'passed') => ({
  name: 'a.test.ts',
  status,
  message: 'does not load',
  assertionResults: statuses.map((one, index) => ({ fullName: `test ${index}`, status: one })),
})

describe('a check', () => {
  it('passes or fails as a whole', () => {
    expect(checkResult('lint', 0)).toEqual({
      passed: 1,
      failed: [],
      skipped: [],
      wavered: [],
      times: [],
    })
    expect(checkResult('lint', 2)).toMatchObject({ passed: 0, failed: ['lint exited with status 2'] })
  })
})

describe('a vitest report', () => {
  it('counts, and names what failed or was skipped', () => {
    const file = report({ testResults: [vitestFile(['passed', 'failed', 'pending', 'todo'], 'failed')] })
    expect(vitestResult('unit', 1, file)).toMatchObject({
      passed: 1,
      failed: ['test 1'],
      skipped: ['test 2', 'test 3'],
    })
  })

  it('tells the reason of a failure, and names what passed at its second try', () => {
    const message = '\u001b[31mAssertionError: expected 1\n  to be 2\u001b[39m\n    at somewhere.ts:3:41'
    const tests = ['failed', 'passed'].map((status) => ({
      fullName: status,
      status,
      failureMessages: [message],
    }))
    const file = report({ testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: tests }] })
    const reason = 'AssertionError: expected 1 to be 2'
    expect(vitestResult('webkit', 1, file)).toMatchObject({
      passed: 1,
      failed: [`failed: ${reason}`],
      wavered: [`passed: ${reason}`],
    })
  })

  it('counts a file that does not load as failed', () => {
    const file = report({ testResults: [vitestFile(['passed']), vitestFile([], 'failed')] })
    expect(vitestResult('unit', 1, file)).toMatchObject({ passed: 1, failed: ['a.test.ts: does not load'] })
  })

  it('is failed without a report, without a test, and by its exit status alone', () => {
    expect(vitestResult('unit', 1, join(folder, 'none.json')).failed).toHaveLength(1)
    expect(vitestResult('unit', 0, join(folder, 'none.json')).failed).toHaveLength(1)
    expect(vitestResult('unit', 0, report({ testResults: [] })).failed).toEqual(['unit ran no test'])
    expect(vitestResult('unit', 1, report({ testResults: [vitestFile(['passed'])] })).failed).toHaveLength(1)
  })
})

describe('a Playwright report', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] })

  it('walks nested suites', () => {
    const inner = { title: 'inner', specs: [spec('b', 'skipped'), spec('c', 'unexpected')] }
    const file = report({ suites: [{ title: 'outer', specs: [spec('a', 'expected')], suites: [inner] }] })
    expect(playwrightResult('pages', 1, file)).toMatchObject({
      passed: 1,
      failed: ['outer > inner > c'],
      skipped: ['outer > inner > b'],
    })
  })

  const flaky = (names: string) => [{ title: 's', specs: [...names].map((name) => spec(name, 'flaky')) }]

  it('names what passed at its second try; more than a few of those have failed', () => {
    expect(playwrightResult('pages', 0, report({ suites: flaky('abc') }))).toMatchObject({
      passed: 3,
      failed: [],
      wavered: ['s > a', 's > b', 's > c'],
    })
    expect(playwrightResult('pages', 0, report({ suites: flaky('abcd') }))).toMatchObject({
      passed: 0,
      failed: ['s > a', 's > b', 's > c', 's > d'],
      wavered: [],
    })
  })

  it('tells the reason of a failure, cut where it is long', () => {
    const results = [{ duration: 1, error: { message: 'x'.repeat(1000) } }]
    const spec = { title: 'a', tests: [{ status: 'unexpected', results }] }
    const { failed } = playwrightResult('pages', 1, report({ suites: [{ title: 's', specs: [spec] }] }))
    expect(failed).toEqual([expect.stringMatching(/^s > a: x{300}…$/)])
  })

  it('counts an error outside the tests as failed', () => {
    const file = report({ suites: flaky('a'), errors: [{ message: 'no server' }] })
    expect(playwrightResult('pages', 1, file).failed).toEqual(['no server'])
  })
})
