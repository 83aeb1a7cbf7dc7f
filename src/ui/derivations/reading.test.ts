import { describe, expect, test } from 'vitest'
import { begin, read, stepKey, type Reading, type Turn } from './reading.ts'

const after = (...turns: Turn[]): Reading => turns.reduce(read, begin('score-function'))
const follow = (id: string, isReading = false): Turn => ({ type: 'follow', id, isReading })

describe('following', () => {
  test('what the person does comes into view', () => {
    expect(after(follow('baselines'))).toMatchObject({ shown: 'baselines', now: null })
  })

  test.each<[string, Turn[]]>([
    ['pinned', [{ type: 'pin' }, follow('baselines')]],
    ['among all', [{ type: 'all' }, follow('baselines')]],
    ['while the person reads', [follow('baselines', true)]],
  ])('%s, only the way there is shown', (_, turns) => {
    expect(after(...turns)).toMatchObject({ shown: 'score-function', now: 'baselines' })
  })

  test('the way there goes when it is taken, or when it leads to what is shown', () => {
    expect(after(follow('em', true), { type: 'go', id: 'em' })).toMatchObject({ shown: 'em', now: null })
    expect(after(follow('em', true), follow('score-function', true)).now).toBeNull()
  })

  test('let loose, it follows again', () => {
    expect(after({ type: 'pin' }, { type: 'pin' }, follow('em')).shown).toBe('em')
  })
})

describe('steps', () => {
  const a = stepKey('score-function', 'a')
  const b = stepKey('score-function', 'b')

  test('one is closed and opened', () => {
    expect([...after({ type: 'step', key: a }).closed]).toEqual([a])
    expect([...after({ type: 'step', key: a }, { type: 'step', key: a }).closed]).toEqual([])
  })

  test('all are closed and opened, those of other derivations apart', () => {
    const other = stepKey('em', 'a')
    const closed = after({ type: 'step', key: other }, { type: 'steps', keys: [a, b], open: false })
    expect([...closed.closed].sort()).toEqual([other, a, b])
    expect([...read(closed, { type: 'steps', keys: [a, b], open: true }).closed]).toEqual([other])
  })
})

test('a prediction is kept while another derivation is read, and may be changed', () => {
  const predict = (choice: number): Turn => ({ type: 'predict', id: 'em', choice })
  expect(after(predict(0), { type: 'go', id: 'jensen' }).predictions).toEqual(new Map([['em', 0]]))
  expect(after(predict(0), predict(2)).predictions).toEqual(new Map([['em', 2]]))
})
