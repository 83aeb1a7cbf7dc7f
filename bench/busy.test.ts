import { expect, test } from 'vitest'
import { busyBetween } from './busy.ts'

const cpu = (user: number, idle: number) => ({ times: { user, nice: 0, sys: 0, idle, irq: 0 } })

test('the share of all processors that was not idle meanwhile', () => {
  expect(busyBetween([cpu(100, 900), cpu(5, 5)], [cpu(200, 900), cpu(5, 105)])).toBe(0.5)
  expect(busyBetween([cpu(1, 1)], [cpu(1, 101)])).toBe(0)
  expect(busyBetween([cpu(1, 1)], [cpu(1, 1)])).toBe(0)
})
