import { expect, test } from 'vitest'
import { quoteOf } from '../../store/repeat/state.ts'
import { en } from '../messages/en/index.ts'
import { zhCN } from '../messages/zh-CN/index.ts'

test.each([
  [en, '2 of 5 seeds: held-out ELBO −1.5', 'Held-out ELBO −3.0'],
  [zhCN, '5 个种子中的 2 个：留出集 ELBO −1.5', '留出集 ELBO −3.0'],
])('the line to quote says how many seeds are complete, until all are', ({ text }, begun, complete) => {
  const told = (...all: number[]) => {
    const values = all.map((value) => ({ value, images: 100 }))
    return text.seedsQuote({ ...quoteOf({ values })!, steps: 20, isBound: true })
  }
  expect(told(-1, -2)).toContain(begun)
  expect(told(-1, -2, -3, -4, -5).indexOf(complete)).toBe(0)
})
