import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ROOT } from '../browser.ts'
import { keptOr, type KeptPart } from './kept.ts'

const COMMAND = `test-${randomUUID()}`

afterAll(() => rm(path.join(ROOT, '.cache', COMMAND), { recursive: true, force: true }))

/** Counts to three, and is ended on the way if it has not come further than `until`. */
const counting = (until: number) => async (part: KeptPart) => {
  for (let at = Number(await part.read()); at < 3; at++) {
    if (at === until) throw new Error('ended')
    await part.keep(String(at + 1))
  }
  return { from: Number(await part.read()) }
}

test('what was ended early goes on from what it kept, and once it is found it is not done again', async () => {
  await expect(keptOr(COMMAND, 'a', true, counting(2))).rejects.toThrow('ended')
  const seen: (string | null)[] = []
  const goingOn = async (part: KeptPart) => {
    seen.push(await part.read())
    return counting(9)(part)
  }
  expect(await keptOr(COMMAND, 'a', true, goingOn)).toEqual({ from: 3 })
  expect(seen).toEqual(['2'])
  expect(await keptOr(COMMAND, 'a', true, () => Promise.reject(new Error('again')))).toEqual({ from: 3 })
})

test('without going on it begins from nothing, whatever was kept', async () => {
  await expect(keptOr(COMMAND, 'b', false, counting(1))).rejects.toThrow('ended')
  await keptOr(COMMAND, 'b', false, async (part) => {
    expect(await part.read()).toBeNull()
    return 1
  })
})
