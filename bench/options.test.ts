import { describe, expect, test } from 'vitest'
import { count, counts, known, listed, positive, WrongOption } from './options.ts'

describe('an option', () => {
  test.each(['0', '-1', '1.5', '1,2', 'five', '', 'Infinity', 'NaN', '1e99'])('"%s" is no count', (text) => {
    expect(() => count('seeds', text)).toThrow(`--seeds is "${text}"; it must be a whole number above 0.`)
  })

  test.each(['0', '-0.5', 'a', 'Infinity', ''])('"%s" is no positive number', (text) => {
    expect(() => positive('temperature', text)).toThrow(
      `--temperature is "${text}"; it must be a number above 0.`,
    )
  })

  test('is read as it stands', () => {
    expect(count('seeds', '5')).toBe(5)
    expect(positive('temperature', '0.5')).toBe(0.5)
    expect(counts('latents', '2,10')).toEqual([2, 10])
    expect(counts('latents', '')).toEqual([])
    expect(listed('a,b')).toEqual(['a', 'b'])
  })

  test('one wrong in a list is told by itself', () => {
    expect(() => counts('latents', '2,x')).toThrow('--latents is "x"')
  })

  test('unknown names are told beside the known ones', () => {
    expect(known('task', ['steps'], ['steps', 'pace'])).toEqual(['steps'])
    expect(() => known('task', ['step', 'pace'], ['steps', 'pace'])).toThrow(WrongOption)
    expect(() => known('task', ['step', 'pace'], ['steps', 'pace'])).toThrow(
      'No task is called step: steps, pace.',
    )
  })
})
