import { expect, test } from 'vitest'
import { costsOfSteps, sharesBetween, type Threads } from './threads.ts'

const threads = (
  ...rows: readonly (readonly [id: string, name: string, ran: number, queued: number])[]
): Threads => new Map(rows.map(([id, name, ran, queued]) => [id, { name, ran, queued }]))

test('shares are of the time between two looks, the busiest thread first, idle ones left out', () => {
  const before = threads(['1/1', 'a', 1e9, 0], ['1/2', 'b', 5e9, 2e9], ['1/3', 'c', 7e9, 0])
  const after = threads(['1/1', 'a', 2e9, 1e9], ['1/2', 'b', 8e9, 2e9], ['1/3', 'c', 7e9 + 1e6, 0])
  expect(sharesBetween(before, after, 4)).toEqual([
    { name: 'b', ran: 0.75, queued: 0 },
    { name: 'a', ran: 0.25, queued: 0.25 },
  ])
})

test('a thread that began between the looks counts from its beginning', () => {
  expect(sharesBetween(new Map(), threads(['2/1', 'new', 1e9, 5e8]), 2)).toEqual([
    { name: 'new', ran: 0.5, queued: 0.25 },
  ])
})

test('what a step costs is told by whose threads ran, over all spans', () => {
  const before = threads(
    ['1/1', 'renderer: main thread', 0, 0],
    ['1/2', 'renderer: DedicatedWorker', 1e9, 0],
    ['1/3', 'renderer: DedicatedWorker', 0, 0],
    ['2/2', 'gpu-process: VizCompositorTh', 0, 0],
    ['3/3', 'browser: ThreadPoolForeg', 0, 0],
  )
  const after = threads(
    ['1/1', 'renderer: main thread', 1e8, 0],
    ['1/2', 'renderer: DedicatedWorker', 3e9, 0],
    ['1/3', 'renderer: DedicatedWorker', 1e9, 0],
    ['2/2', 'gpu-process: VizCompositorTh', 4e8, 0],
    ['3/3', 'browser: ThreadPoolForeg', 2e8, 0],
  )
  const costs = costsOfSteps([
    { steps: 60, seconds: 2, before, after },
    { steps: 40, seconds: 1, before: after, after },
  ])
  expect(costs.engine).toBeCloseTo(30, 9)
  expect(costs.main).toBeCloseTo(1, 9)
  expect(costs.drawing).toBeCloseTo(4, 9)
  expect(costs.others).toBeCloseTo(2, 9)
})
