/** Each rule says what was measured, when it was, and nothing of a single noisy sample. */
import { describe, expect, test } from 'vitest'
import type { TrainRow } from '../protocol/metrics.ts'
import { DEFAULT_SETTINGS, settingConflict, type Settings } from '../protocol/settings.ts'
import type { ProbeReport } from '../protocol/variance.ts'
import { emptyRun, type Mark, type RecordedRun } from '../store/history.ts'
import { cureFor } from './next.ts'
import { RULES, narrate } from './rules.ts'
import type { Narration, Story } from './story.ts'
import { ROWS } from './windows.ts'

interface Values {
  readonly recon: number
  readonly kl: number | null
}

/** Alternating around its value, so that means have errors. */
const wobble = (step: number, by = 0.5) => (step % 2 === 0 ? by : -by)

function rowsOf(
  last: number,
  at: (step: number) => Values,
  estimator: (step: number) => string = () => 'reparameterized',
): TrainRow[] {
  return Array.from({ length: last }, (_, i) => {
    const step = i + 1
    const { recon, kl } = at(step)
    const row = { step, epoch: step / 100, seconds: step, samples: 1, beta: 1, estimator: estimator(step) }
    return { ...row, recon: recon + wobble(step), kl }
  })
}

const total = (value: number) => ({ total: { value, lo: value * 0.9, hi: value * 1.1 } })

/** At the same weights the score function has `ratio` times the variance. */
const probe = (step: number, ratio: number, lo = ratio * 0.8): ProbeReport =>
  ({
    step,
    draws: 64,
    images: 64,
    samples: 1,
    kl: 'closed-form',
    baseline: 'none',
    minibatch: 1,
    seconds: 1,
    estimators: {
      reparameterized: total(2),
      'score-function': { ...total(2 * ratio), ratio: { value: ratio, lo, hi: ratio * 1.2 } },
    },
  }) as unknown as ProbeReport

const GOOD: Values = { recon: -100, kl: 20 }
const rising = (step: number): Values => ({ recon: -100 - 400 / step, kl: Math.min(20, step / 5) })

interface Given {
  readonly rows: readonly TrainRow[]
  readonly marks?: readonly Mark[]
  readonly probes?: readonly ProbeReport[]
  readonly settings?: Partial<Settings>
  readonly initial?: Partial<Settings>
  readonly lanes?: Story['lanes']
}

function story({ rows, marks = [], probes = [], settings = {}, initial = {}, lanes = [] }: Given): Story {
  const begun = { ...DEFAULT_SETTINGS, ...initial }
  const run: RecordedRun = { ...emptyRun(1, begun, 'mnist', 100), rows, marks, probes }
  return { run, settings: { ...begun, ...settings }, lanes }
}

const tell = (given: Given): Narration | null => narrate(story(given))
const ruleOf = (given: Given) => tell(given)?.telling.rule ?? null

const SWITCH: Mark = { step: 100, kind: 'estimator', value: 'score-function' }
const score = { estimator: 'score-function' } as const
const scoreFrom = (step: number) => (at: number) => (at > step ? 'score-function' : 'reparameterized')

/** It falls to another level right after the switch. */
const afterSwitch = (last: number, after: Values, marks = [SWITCH], probes: ProbeReport[] = []): Given => ({
  rows: rowsOf(last, (step) => (step > 100 ? after : GOOD), scoreFrom(100)),
  marks,
  probes,
  settings: score,
})

describe('the narrator', () => {
  test('says nothing before anything was measured', () => {
    expect(tell({ rows: [] })).toBeNull()
    expect(tell({ rows: [], settings: score })).toBeNull()
  })

  test('has one rule for each sentence', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
  })

  test('offers only what is not refused', () => {
    for (const samples of [1, 2, 16, 64])
      for (const baseline of ['none', 'batch', 'leave-one-out'] as const)
        for (const estimator of ['score-function', 'reparameterized'] as const) {
          const settings = { ...DEFAULT_SETTINGS, estimator, samples, baseline }
          const next = cureFor(settings)
          if (estimator === 'reparameterized') expect(next).toBeNull()
          if (next)
            expect(
              settingConflict({ ...settings, ...Object.fromEntries(next.change) } as Settings),
            ).toBeNull()
        }
  })
})

describe('started', () => {
  test('until there are enough rows for a mean', () => {
    expect(tell({ rows: rowsOf(7, rising) })?.telling).toEqual({ rule: 'started', rows: 7, needed: ROWS })
    expect(ruleOf({ rows: rowsOf(ROWS, () => GOOD) })).toBeNull()
  })
})

describe('forming', () => {
  test('when codes say something and the bound has risen', () => {
    const told = tell({ rows: rowsOf(60, rising) })!
    expect(told).toMatchObject({ step: 60, telling: { rule: 'forming', isDigits: true } })
    expect(told.telling.rule === 'forming' && told.telling.elbo.to).toBeGreaterThan(-150)
  })

  test('not where the last change has lowered the bound, however far above the beginning it is', () => {
    const marks: Mark[] = [{ step: 300, kind: 'estimator', value: 'score-function' }]
    const later = (recon: number): Given => ({
      rows: rowsOf(900, (step) => (step > 300 ? { recon, kl: 20 } : rising(step)), scoreFrom(300)),
      marks,
      settings: score,
    })
    expect(ruleOf(later(-200))).toBe('course')
    expect(tell(later(-200))!.next?.text.key).toBe('nextBaseline')
    expect(ruleOf(later(-90))).toBe('forming')
  })

  test('not by another sigma: only what has risen since', () => {
    const marks: Mark[] = [{ step: 100, kind: 'sigma', value: 0.5 }]
    const rows = rowsOf(700, (step) => ({ recon: step > 100 ? 400 : -100, kl: 20 }))
    expect(ruleOf({ rows })).toBe('forming')
    expect(ruleOf({ rows, marks })).toBe('course')
  })

  test('not of discrete codes, whose KL is large also where one code stands for all images', () => {
    const initial = { family: 'bernoulli', latent: 8, estimator: 'disarm' } as const
    expect(ruleOf({ rows: rowsOf(60, rising), initial })).toBe('course')
  })

  test('not of codes that say nothing, nor of a bound that stands', () => {
    expect(ruleOf({ rows: rowsOf(60, (step) => ({ ...rising(step), kl: 1 })) })).toBe('course')
    expect(ruleOf({ rows: rowsOf(60, () => GOOD) })).toBe('course')
  })
})

describe('noise', () => {
  const rows = rowsOf(220, rising)

  test('from two measurements that agree, with the switch as the next thing', () => {
    const told = tell({ rows, probes: [probe(100, 9000), probe(200, 8000)] })!
    expect(told.telling).toEqual({
      rule: 'noise',
      of: 'score-function',
      to: 'reparameterized',
      ratio: 8000,
      step: 200,
    })
    expect(told.step).toBe(200)
    expect(told.next?.change).toEqual([['estimator', 'score-function']])
  })

  test('not from one, nor from two that contradict each other, nor where the interval reaches 1', () => {
    expect(ruleOf({ rows, probes: [probe(200, 8000)] })).toBe('forming')
    expect(ruleOf({ rows, probes: [probe(100, 90), probe(200, 8000)] })).toBe('forming')
    expect(ruleOf({ rows, probes: [probe(100, 2), probe(200, 2, 0.8)] })).toBe('forming')
  })

  test('while the noisy one trains, a cure', () => {
    const marks = [{ ...SWITCH, step: 20 }]
    const told = tell({ ...afterSwitch(800, GOOD, marks), probes: [probe(600, 9000), probe(800, 8000)] })!
    expect(told.telling.rule).toBe('noise')
    expect(told.next?.text.key).toBe('nextBaseline')
  })
})

describe('settling', () => {
  test('right after a change, until it is measured', () => {
    expect(tell(afterSwitch(105, { recon: -400, kl: 300 }))?.telling).toEqual({
      rule: 'settling',
      kind: 'estimator',
      value: 'score-function',
      needed: ROWS,
    })
  })

  test('not of a change that no step has felt yet', () => {
    const given = { rows: rowsOf(60, rising), marks: [{ ...SWITCH, step: 61 }] }
    expect(ruleOf(given)).toBe('forming')
  })
})

describe('switched', () => {
  test('both means around the switch, and the ratio at the first weights since it', () => {
    const probes = [probe(90, 5), probe(100, 9000), probe(150, 9e9)]
    const given = afterSwitch(160, { recon: -175, kl: 290 }, [SWITCH], probes)
    const told = tell(given)!
    expect(told.telling).toMatchObject({
      rule: 'switched',
      estimator: 'score-function',
      ratio: { value: 9000, step: 100 },
      elbo: { from: -120, to: -465, course: 'fell', steps: 60 },
      kl: { from: 20, to: 290 },
    })
    expect(told.next?.change).toEqual([['baseline', 'batch']])
  })

  test('without a ratio that was not measured since', () => {
    const told = tell(afterSwitch(160, { recon: -175, kl: 290 }, [SWITCH], [probe(90, 9000)]))!
    expect(told.telling).toMatchObject({ rule: 'switched', ratio: null })
  })

  test('a difference within its error is none', () => {
    const told = tell(afterSwitch(160, { recon: -100.1, kl: 20 }))!
    expect(told.telling).toMatchObject({ rule: 'switched', elbo: { course: 'same' } })
  })

  test('the way back: against the estimator before', () => {
    const marks: Mark[] = [SWITCH, { step: 200, kind: 'estimator', value: 'reparameterized' }]
    const told = tell({
      rows: rowsOf(260, (step) => (step > 100 && step <= 200 ? { recon: -400, kl: 90 } : GOOD)),
      marks,
      probes: [probe(220, 50)],
    })!
    expect(told.telling).toMatchObject({
      rule: 'switched',
      ratio: { value: 1 / 50, step: 220 },
      elbo: { course: 'rose' },
    })
    expect(told.next).toBeNull()
  })

  test('is no news for ever', () => {
    expect(ruleOf(afterSwitch(700, GOOD))).not.toBe('switched')
  })
})

describe('changed', () => {
  const marks: Mark[] = [
    { ...SWITCH, step: 10 },
    { step: 100, kind: 'samples', value: 16 },
  ]

  test('what the bound did since, and a further cure if it does not rise', () => {
    const given = afterSwitch(160, { recon: -80, kl: 20 }, marks)
    expect(tell(given)).toMatchObject({
      telling: { rule: 'changed', kind: 'samples', value: 16, elbo: { course: 'rose', steps: 60 } },
      next: null,
    })
    const worse = afterSwitch(160, { recon: -200, kl: 20 }, marks)
    expect(tell(worse)?.next?.text.key).toBe('nextBaseline')
  })

  test('not of another sigma, nor across it: it moves the ELBO by itself', () => {
    const sigma: Mark = { step: 100, kind: 'sigma', value: 0.5 }
    const rows = rowsOf(160, (step) => ({ recon: step > 100 ? 400 : -100, kl: 20 }))
    const alone = tell({ rows, marks: [sigma] })
    expect(alone?.telling).toMatchObject({ rule: 'course', step: 160, elbo: { course: 'same' } })
    for (const step of [100, 105])
      expect(ruleOf({ rows, marks: [sigma, { step, kind: 'lr', value: 0.01 }] })).not.toBe('changed')
    const later: Mark = { step: 130, kind: 'lr', value: 0.01 }
    expect(tell({ rows, marks: [sigma, later] })?.telling).toMatchObject({
      rule: 'changed',
      elbo: { course: 'same' },
    })
  })
})

describe('collapsed', () => {
  test('when codes say next to nothing, with beta as the next thing where it is above 1', () => {
    const rows = rowsOf(200, () => ({ recon: -200, kl: 0.01 }))
    expect(tell({ rows, initial: { beta: 8 } })).toMatchObject({
      telling: { rule: 'collapsed', kl: expect.closeTo(0.01) },
      next: { change: [['beta', 1]] },
    })
    expect(tell({ rows })?.next).toBeNull()
    expect(ruleOf({ rows: rows.slice(0, 60) })).toBe('course')
  })
})

describe('autoencoder', () => {
  test('has a reconstruction and no bound', () => {
    const rows = rowsOf(100, (step) => ({ recon: rising(step).recon, kl: null }))
    const told = tell({ rows, initial: { family: 'point' } })!
    expect(told.telling).toMatchObject({ rule: 'autoencoder', recon: { course: 'rose' } })
  })
})

describe('course', () => {
  const late = (slope: number) => ({
    rows: rowsOf(900, (step) => ({ recon: -100 + slope * (step - 900), kl: 20 }), scoreFrom(0)),
    initial: score,
  })

  test('rising, falling with a cure, or within its noise', () => {
    const ways = [0.1, -0.1, 0].map((slope) => {
      const told = RULES.at(-1)!.tell(story(late(slope)))!
      return [told.telling.rule === 'course' && told.telling.elbo.course, told.next?.text.key ?? null]
    })
    expect(ways).toEqual([
      ['rose', null],
      ['fell', 'nextBaseline'],
      ['same', 'nextBaseline'],
    ])
  })

  test('of relaxed codes there is no bound to tell of', () => {
    const rows = rowsOf(100, rising, () => 'gumbel-softmax')
    expect(ruleOf({ rows, initial: { family: 'bernoulli', estimator: 'gumbel-softmax' } })).toBeNull()
  })
})

describe('duel', () => {
  test('leaves the word to the sentence between the lanes', () => {
    const lanes = [{ lane: 2, settings: { ...DEFAULT_SETTINGS, lr: 0.01 } }]
    const told = tell({ rows: rowsOf(160, rising), lanes })
    expect(told).toMatchObject({ telling: { rule: 'duel' }, next: null })
  })

  test('offers noise to a lane that is equal to the run, and its cures to a noisy one', () => {
    const next = (...changes: Partial<Settings>[]) => {
      const lanes = changes.map((change, i) => ({
        lane: i + 2,
        settings: { ...DEFAULT_SETTINGS, ...change },
      }))
      return tell({ rows: rowsOf(160, rising), lanes })?.next
    }
    expect(next({})).toMatchObject({ lane: 2, change: [['estimator', 'score-function']] })
    expect(next(score)).toMatchObject({ lane: 2, change: [['baseline', 'batch']] })
    expect(next(score, { beta: 4 })).toMatchObject({ lane: 2 })
    expect(next(score, {})).toMatchObject({ lane: 3, change: [['estimator', 'score-function']] })
    const cured = { ...score, samples: 16, baseline: 'leave-one-out' } as const
    expect(next(cured)).toMatchObject({ lane: 2, text: { key: 'nextRate' } })
    expect(next(score, cured)).toMatchObject({ lane: 2, change: [['baseline', 'batch']] })
    expect(next(score, score)).toMatchObject({ lane: 3 })
  })
})

describe('diverged', () => {
  test('which weights are back, and a smaller rate', () => {
    const marks: Mark[] = [{ step: 130, kind: 'diverged', value: 100 }]
    const told = tell({ rows: rowsOf(100, rising), marks, initial: { lr: 0.03 } })!
    expect(told.telling).toEqual({ rule: 'diverged', step: 130, back: 100 })
    expect(told.next?.change).toEqual([['lr', 0.01]])
  })
})
