/** Lanes that leave the run at a later step: by a link, again after a reset, again after a crash. */
import { describe, expect, test } from 'vitest'
import { readAddress } from '../address.ts'
import { openedByLink, settled } from '../testing/set-up.ts'

async function opened(hash: string) {
  const all = await openedByLink(hash)
  const calls = () =>
    all.engine.calls
      .filter((call) => /^(train|fork|configure)/.test(call))
      .map((call) => call.replace(/^(fork \d \d|configure).*"estimator":"([^"]+)".*$/, '$1 $2'))
  return { ...all, calls }
}

const LATE = '#fork=at:30,estimator:score-function&steps=60'

describe('a lane that leaves later', () => {
  test('leaves exactly at its step, and training goes on', async () => {
    const { lab, state, arrive, calls } = await opened(LATE)
    expect(state().lanes).toEqual([])
    await lab.train()
    expect(calls().at(-1)).toBe('train 30')
    await arrive(30)
    expect(calls().slice(-2)).toEqual(['fork 2 1 score-function', 'train 60'])
    expect(state()).toMatchObject({ phase: 'training', guide: { forks: [] } })
    expect(state().lanes.map(({ lane, step }) => [lane, step])).toEqual([[2, 30]])
  })

  test('has the settings that a switch of the same step brings', async () => {
    const { lab, arrive, calls } = await opened('#at=30:samples=4&fork=at:30,baseline:leave-one-out')
    await lab.train()
    await arrive(30)
    const fork = calls().find((call) => call.startsWith('fork'))!
    expect(fork).toBeDefined()
    expect(calls().indexOf(fork)).toBeGreaterThan(calls().findIndex((call) => call.startsWith('configure')))
  })

  test('leaves again after a reset, as one does that a person forked', async () => {
    const { lab, state, arrive, calls } = await opened('#lr=0.01')
    await lab.train()
    await arrive(20)
    await lab.lanes.fork({ estimator: 'score-function' })
    expect(state().lanes.map(({ step }) => step)).toEqual([20])
    await lab.reset()
    await settled()
    expect(state().lanes).toEqual([])
    expect(state().guide.forks).toEqual([{ step: 20, change: { estimator: 'score-function' } }])
    await lab.train()
    expect(calls().at(-1)).toBe('train 20')
    await arrive(20)
    expect(state().lanes.map(({ lane, step }) => [lane, step])).toEqual([[2, 20]])
  })

  test('of which the person does not wait leaves at once; one not wanted never does', async () => {
    const { lab, state } = await opened('#fork=at:30,lr:0.1&fork=at:40,lr:0.2')
    const [first, second] = state().guide.forks
    await lab.lanes.hasten(second!)
    expect(state().lanes.map(({ step, live }) => [step, live.lr])).toEqual([[0, 0.2]])
    lab.lanes.unplan(first!)
    expect(state().guide.forks).toEqual([])
  })

  test('has its place: no more are forked than there may be', async () => {
    const { lab, state } = await opened('#fork=at:30&fork=at:40&fork=at:50')
    await lab.lanes.fork()
    expect(state().lanes).toEqual([])
    expect(state().guide.forks).toHaveLength(3)
  })

  test('is the one that a changed address means, and one behind the run waits for a reset', async () => {
    const { lab, state, arrive } = await opened(LATE)
    await lab.train()
    await arrive(30)
    const read = readAddress('#fork=at:30,lr:0.5&fork=at:10,lr:0.2')
    lab.guide.follow(read.guide)
    await lab.lanes.follow(read.forks)
    expect(state().lanes.map(({ lane, step, live }) => [lane, step, live.lr])).toEqual([[2, 30, 0.5]])
    expect(state().guide.forks).toEqual([{ step: 10, change: { lr: 0.2 } }])
  })

  test('that a changed address asks for at the beginning leaves now, and at the beginning of the next run', async () => {
    const { lab, state, arrive } = await opened('')
    await lab.train()
    await arrive(20)
    await lab.lanes.follow([{ lr: 0.5 }])
    expect(state().lanes.map(({ lane, step }) => [lane, step])).toEqual([[2, 0]])
    expect(state().history.current.lanes!.map(({ step }) => step)).toEqual([20])
    await lab.reset()
    await settled()
    expect(state().history.current.lanes!.map(({ lane, step }) => [lane, step])).toEqual([[2, 0]])
  })

  test('leaves at the end of the run, too, and by a single step', async () => {
    const { lab, state, arrive } = await opened('#fork=at:30&steps=30')
    await lab.train()
    await arrive(30)
    await settled()
    expect(state().phase).toBe('paused')
    expect(state().lanes).toHaveLength(1)
    const single = await opened('#fork=at:1')
    await single.lab.step()
    await settled()
    expect(single.state().lanes.map(({ step }) => step)).toEqual([1])
  })
})
