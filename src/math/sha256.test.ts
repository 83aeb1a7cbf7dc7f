import { afterEach, expect, test, vi } from 'vitest'
import { sha256, sha256Plain } from './sha256.ts'

afterEach(() => vi.unstubAllGlobals())

test('SHA-256 in plain numbers is the platform’s', async () => {
  expect(sha256Plain(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 5000, 600_000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) & 255)
    expect(sha256Plain(bytes)).toBe(await sha256(bytes))
  }
})

test('without crypto.subtle, as on a page over plain http, checksums are still made', async () => {
  const bytes = Uint8Array.from({ length: 800 }, (_, i) => i & 255)
  const expected = await sha256(bytes)
  vi.stubGlobal('crypto', {})
  expect(await sha256(bytes)).toBe(expected)
})
