import { expect, test } from 'vitest'
import { isSoftwareAdapter, nameOfAdapter } from './software.ts'

const adapter = (told: Partial<GPUAdapterInfo>) => told as GPUAdapterInfo

test('an adapter that tells nothing of itself has no name, and is taken for hardware', () => {
  expect([nameOfAdapter(undefined), isSoftwareAdapter(undefined)]).toEqual(['', false])
  expect([nameOfAdapter(adapter({})), isSoftwareAdapter(adapter({}))]).toEqual(['', false])
})

test('one that computes on the CPU is told by its name, or tells it', () => {
  expect(isSoftwareAdapter(adapter({ vendor: 'google', architecture: 'swiftshader' }))).toBe(true)
  expect(isSoftwareAdapter(adapter({ isFallbackAdapter: true }))).toBe(true)
  expect(isSoftwareAdapter(adapter({ vendor: 'nvidia', architecture: 'ampere' }))).toBe(false)
  expect(nameOfAdapter(adapter({ vendor: 'nvidia', architecture: 'ampere' }))).toBe('nvidia ampere')
})
