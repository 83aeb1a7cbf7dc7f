import { expect, test } from 'vitest'
import { createNewest } from './newest.ts'

/** Work that ends when it is told to. */
function held() {
  const begun: number[] = []
  const ends: ((fails?: boolean) => void)[] = []
  const newest = createNewest((value: number) => {
    begun.push(value)
    return new Promise<string>((resolve, reject) =>
      ends.push((fails) => (fails ? reject(new Error(`no ${value}`)) : resolve(`done ${value}`))),
    )
  })
  return { begun, newest, end: (fails?: boolean) => ends.shift()!(fails) }
}

test('one at a time; of those that wait only the newest is worked on', async () => {
  const { begun, newest, end } = held()
  const first = newest.ask(1)
  const others = [2, 3, 4].map((value) => newest.ask(value))
  expect(begun).toEqual([1])
  end()
  expect(await first).toBe('done 1')
  expect(begun).toEqual([1, 4])
  expect(newest.isBusy()).toBe(true)
  const last = newest.ask(5)
  end()
  expect(await Promise.all(others)).toEqual(['done 4', 'done 4', 'done 4'])
  end()
  expect(await last).toBe('done 5')
  expect(newest.isBusy()).toBe(false)
})

test('an idle one begins at once', async () => {
  const { begun, newest, end } = held()
  for (const value of [1, 2]) {
    const done = newest.ask(value)
    expect(begun.at(-1)).toBe(value)
    end()
    await done
  }
})

test('work that fails tells those who asked for it, and blocks nothing', async () => {
  const { newest, end } = held()
  const first = newest.ask(1)
  const second = newest.ask(2)
  end(true)
  await expect(first).rejects.toThrow('no 1')
  end()
  expect(await second).toBe('done 2')
  const third = newest.ask(3)
  end(true)
  await expect(third).rejects.toThrow('no 3')
  expect(newest.isBusy()).toBe(false)
})

test('work that throws before it begins leaves nothing under way', async () => {
  const newest = createNewest(() => {
    throw new Error('at once')
  })
  await expect(newest.ask()).rejects.toThrow('at once')
  expect(newest.isBusy()).toBe(false)
})

test('what asks again while it works is worked on once more', async () => {
  let left = 3
  const newest = createNewest(async () => {
    left -= 1
    if (left > 0) void newest.ask()
  })
  await newest.ask()
  await Promise.resolve()
  while (newest.isBusy()) await Promise.resolve()
  expect(left).toBe(0)
})
