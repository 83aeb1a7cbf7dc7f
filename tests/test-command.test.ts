/**
 * `npm test` decides by its tests, never by the time that a stage or the whole takes: no limit on either exists, what
 * makes progress is never ended, what makes none is, with the names of its tests; and the limits of single steps grow
 * with the machine.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { pace, paceOf, patiently } from '../scripts/testing/pace.mjs'
import { unfinished } from '../scripts/testing/progress.mjs'
import { run } from '../scripts/testing/run.mjs'
import { PATIENCE_MS, roundsOf, STAGES } from '../scripts/testing/stages.mjs'
import { slowestTests, summary, total } from '../scripts/testing/summary.mjs'
import { createWatchdog } from '../scripts/testing/watchdog.mjs'

const folder = mkdtempSync(join(tmpdir(), 'elbo-lab-command-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.unstubAllEnvs())

describe('limits', () => {
  it('no stage is left out of the rounds, and what measures time is alone and last', () => {
    const rounds: string[][][] = roundsOf(Object.keys(STAGES))
    expect(rounds.flat(2).sort()).toEqual(Object.keys(STAGES).sort())
    expect(rounds.at(-1)).toEqual([['timing']])
    expect(roundsOf(['unit', 'timing'])).toEqual([[['unit']], [['timing']]])
  })

  it('are of single steps: no stage and no run has one', async () => {
    for (const stage of Object.values(STAGES)) expect(Object.keys(stage)).not.toContain('timeout')
    const { default: pages } = await import('../playwright.config.ts')
    expect(pages.globalTimeout).toBeUndefined()
    expect(pages.maxFailures).toBeUndefined()
  })

  it('are the same for all tests: none has a number of its own, which would not grow', () => {
    const OWN = /\}, \d+_\d{3}\)|\},\n\s*\d+_\d{3},?\n\s*\)|\btimeout: \d{4,}|\btimeout: \d+_/
    const files = ['src', 'bench', 'tests'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    const tests = files.filter((name) => /\.(test|spec)\.tsx?$/.test(name))
    expect(tests.length).toBeGreaterThan(200)
    expect(tests.filter((name) => OWN.test(readFileSync(name, 'utf8')))).toEqual([])
  })

  it('grow with the pace of the machine, and the watchdog is the last of them', async () => {
    for (const [factor, expected] of [
      [undefined, 1],
      ['3.5', 3.5],
    ] as const) {
      vi.stubEnv('TEST_PACE', factor)
      vi.resetModules()
      const { default: pages } = await import('../playwright.config.ts')
      expect(pages.timeout).toBe(expected * 3 * 60_000)
      expect(pages.expect?.timeout).toBe(expected * 60_000)
      expect(PATIENCE_MS * expected).toBeGreaterThan(2 * pages.timeout!)
    }
  })

  it('are not below what a machine of pace 1 has, nor without end', () => {
    vi.stubEnv('TEST_PACE', undefined)
    for (const text of [undefined, '', '0.2', '-3', 'fast', 'NaN']) expect(pace(text)).toBe(1)
    expect([pace('2.5'), pace('1e9'), pace('Infinity')]).toEqual([2.5, 20, 20])
    vi.stubEnv('TEST_PACE', '2.5')
    expect(patiently(1000)).toBe(2500)
  })

  it('follow the slowest part of the machine', () => {
    const usual = { compute: 500, page: 1000 }
    expect(paceOf(usual)).toBe(1)
    expect(paceOf({ ...usual, compute: 1500 })).toBe(3)
    expect(paceOf({ ...usual, page: 4000 })).toBe(4)
    expect(paceOf({ compute: 40 })).toBe(1) // a quick one, without a browser
  })
})

describe('the watchdog', () => {
  it('counts ticks without progress, whatever the clock says', () => {
    let done = 0
    const isHanging = createWatchdog(3, () => done)
    const ticks = (count: number) => Array.from({ length: count }, isHanging)
    expect(ticks(2)).toEqual([false, false])
    done++
    expect(ticks(3)).toEqual([false, false, false])
    expect(ticks(1)).toEqual([true])
  })
})

function script(name: string, source: string): string {
  const file = join(folder, name)
  writeFileSync(file, source)
  return `node ${file}`
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const QUICK = { env: {}, patienceMs: 50, tickMs: 10 }

describe('a command', () => {
  it('that makes progress is never ended, however long it takes beside the patience', async () => {
    let ticks = 0
    const shown: string[] = []
    const command = script('busy.mjs', `setTimeout(() => console.log('done'), ${20 * QUICK.patienceMs})`)
    const outcome = await run(command, {
      ...QUICK,
      progress: () => ticks++,
      show: (text: unknown) => shown.push(String(text)),
    })
    expect(outcome).toEqual({ status: 0, hung: false })
    expect(shown.join('')).toBe('done\n')
    expect(ticks).toBeGreaterThan(QUICK.patienceMs / QUICK.tickMs)
  })

  it('that makes none is ended, with all that it started', async () => {
    const pids = join(folder, 'pids')
    const command = script(
      'hang.mjs',
      `import { spawn } from 'node:child_process'
       import { writeFileSync } from 'node:fs'
       const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
       writeFileSync('${pids}', [process.pid, child.pid].join())
       setInterval(() => {}, 1000)`,
    )
    let ticks = 0
    const hasStarted = () => {
      try {
        return readFileSync(pids, 'utf8').includes(',')
      } catch {
        return false
      }
    }
    const progress = () => (hasStarted() ? 'started' : ticks++)
    const outcome = await run(command, { ...QUICK, progress, show: () => {} })
    expect(outcome).toEqual({ status: 1, hung: true })
    const started = readFileSync(pids, 'utf8').split(',').map(Number)
    expect(started).toHaveLength(2)
    await expect.poll(() => started.filter(isAlive)).toEqual([])
  })

  it('that fails or does not exist has a status', async () => {
    const watched = { ...QUICK, progress: Math.random, show: () => {} }
    expect(await run(script('fail.mjs', 'process.exit(3)'), watched)).toEqual({ status: 3, hung: false })
    expect(await run('elbo-lab-has-no-such-program', watched)).toMatchObject({ hung: false })
    expect((await run('elbo-lab-has-no-such-program', watched)).status).not.toBe(0)
  })
})

describe('a test that never ends is told by name', () => {
  const fixtures = join(import.meta.dirname, 'fixtures/hang')

  it('also one that never lets go of its thread', async () => {
    const log = join(folder, 'progress')
    let ticks = 0
    const { hung } = await run(
      `vitest run --root ${fixtures} --reporter=${process.cwd()}/scripts/testing/progress-vitest.mjs`,
      {
        ...QUICK,
        env: { PROGRESS_LOG: log },
        progress: () => (unfinished(log).some((name) => name.endsWith('never ends')) ? 'there' : ticks++),
        show: () => {},
      },
    )
    expect(hung).toBe(true)
    expect(unfinished(log)).toEqual(['hang.test.ts > never ends'])
  })
})

describe('the closing words', () => {
  const nothing = { passed: 0, failed: [], skipped: [], wavered: [], times: [], seconds: 0 }
  const times = Array.from({ length: 20 }, (_, i) => ({ name: `test ${i}`, seconds: i }))
  const outcomes = [
    { ...nothing, name: 'unit', passed: 20, skipped: ['odd'], times, seconds: 80 },
    { ...nothing, name: 'pages', failed: ['broken'], times: [{ name: 'long', seconds: 100 }], seconds: 101 },
    { ...nothing, name: 'other', leftOut: 'there is none; install one' },
  ]

  it('name the stages, the ten slowest tests, what was skipped, failed and left out', () => {
    expect(slowestTests(outcomes).map(({ name }: { name: string }) => name)).toEqual([
      'long',
      ...Array.from({ length: 9 }, (_, i) => `test ${19 - i}`),
    ])
    const text = summary(outcomes, 190).join('\n')
    for (const part of [
      /^unit +80\.0 s +20 passed, 0 failed, 1 skipped$/m,
      /^in all +190\.0 s$/m,
      /^other +left out: there is none; install one$/m,
      /^ *100\.0 s +pages: long$/m,
      /^skipped +unit: odd$/m,
      /^FAILED +pages: broken$/m,
    ])
      expect(text).toMatch(part)
  })

  it('end with the counts; nothing at all is a failure', () => {
    expect(total(outcomes).line).toBe('20 passed, 1 failed')
    expect(total([])).toEqual({ passed: 0, failed: 1, line: '0 passed, 1 failed' })
  })
})
