/**
 * The files that the lab writes and opens again, damaged in at least 10,000 ways each: every one of them is read as
 * something that is whole, or refused with a code.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormatError } from '../../src/formats/errors.ts'
import { readSafetensors, writeSafetensors } from '../../src/formats/safetensors.ts'
import { readZip, writeZip } from '../../src/formats/zip.ts'
import { readBundle, writeBundle } from '../../src/store/checkpoints/bundle.ts'
import { readCheckpointFile, writeCheckpoint } from '../../src/store/checkpoints/checkpoint-file.ts'
import { readSavedRun, settingsSchema } from '../../src/store/checkpoints/saved-run.ts'
import { configJson } from '../../src/store/export.ts'
import { anything, damaged, pathsOf, replaced } from '../support/damage.ts'
import { smallFile } from '../support/saved-run.ts'

const CASES = { numRuns: 10_000 }

/** The result, or null if it was refused with a code. */
function readOrRefused<T>(read: () => T): T | null {
  try {
    return read()
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(FormatError)
    return null
  }
}

/** How many of the cases came through: a test in which all are refused at the door shows little. */
function tally() {
  const counts = { read: 0, refused: 0 }
  return { counts, count: (result: unknown) => void counts[result === null ? 'refused' : 'read']++ }
}

describe('safetensors', () => {
  const bytes = writeSafetensors({
    tensors: [
      { name: 'a.weight', shape: [2, 3], values: Float32Array.from({ length: 6 }, (_, i) => i / 3) },
      { name: 'b', shape: [], values: Float32Array.of(-1) },
      { name: 'none', shape: [0, 4], values: new Float32Array() },
    ],
    metadata: { app: 'x', text: 'ä"\n' },
  })

  const check = (damaged: Uint8Array) => {
    const result = readOrRefused(() => readSafetensors(damaged))
    for (const { shape, values } of result?.tensors ?? []) {
      expect(values).toHaveLength(shape.reduce((size, length) => size * length, 1))
      expect(values.every(Number.isFinite)).toBe(true)
    }
    return result
  }

  test('damaged bytes', () => {
    const { counts, count } = tally()
    fc.assert(
      fc.property(damaged(bytes), (one) => count(check(one))),
      CASES,
    )
    expect(counts.refused).toBeGreaterThan(5000)
    expect(counts.read).toBeGreaterThan(100)
  })

  test('a header with anything anywhere in it', () => {
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true))
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))
    const { counts, count } = tally()
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(header)), fc.oneof(fc.jsonValue(), anything), (path, other) => {
        let json
        try {
          json = new TextEncoder().encode(JSON.stringify(replaced(header, path, other)) ?? 'null')
        } catch {
          return // what JSON cannot write is in no file
        }
        const file = new Uint8Array(8 + json.length + 28)
        new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true)
        file.set(json, 8)
        count(check(file))
      }),
      CASES,
    )
    expect(counts.refused).toBeGreaterThan(5000)
  })
})

describe('zip', () => {
  const text = new TextEncoder().encode('digits '.repeat(60))
  const bytes = writeZip([
    { name: 'a.txt', bytes: text, pack: true },
    { name: 'b.bin', bytes: Uint8Array.from({ length: 90 }, (_, i) => (i * 37) & 255), pack: false },
  ])

  test('damaged bytes', () => {
    const limits = { bytes: 1e6, entries: 8 }
    const { counts, count } = tally()
    fc.assert(
      fc.property(damaged(bytes), (one) => {
        const result = readOrRefused(() => readZip(one, ['a.txt', 'b.bin'], 'x.zip', limits))
        for (const content of result?.values() ?? []) expect(content.length).toBeLessThanOrEqual(limits.bytes)
        if (result?.has('a.txt')) expect(result.get('a.txt')).toEqual(text)
        count(result)
      }),
      CASES,
    )
    expect(counts.refused).toBeGreaterThan(3000)
  })
})

describe('a checkpoint', () => {
  const saved = smallFile()

  test('damaged bytes are refused, or are those that were written', () => {
    const bytes = writeCheckpoint(saved, '0.1.0')
    const expected = readCheckpointFile(bytes)
    const { counts, count } = tally()
    fc.assert(
      fc.property(damaged(bytes), (one) => {
        const result = readOrRefused(() => readCheckpointFile(one))
        if (result) expect(result).toEqual(expected)
        count(result)
      }),
      CASES,
    )
    expect(counts.refused).toBeGreaterThan(9000)
  })

  test('contents with anything anywhere in them', () => {
    const paths = pathsOf(saved)
    expect(paths.length).toBeGreaterThan(150)
    const { counts, count } = tally()
    fc.assert(
      fc.property(fc.constantFrom(...paths), anything, (path, other) => {
        const result = readOrRefused(() => readSavedRun(replaced(saved, path, other), 'x'))
        if (result) expect(readSavedRun(result, 'x')).toEqual(result)
        count(result)
      }),
      CASES,
    )
    expect(counts.refused).toBeGreaterThan(3000)
    expect(counts.read).toBeGreaterThan(500)
  })

  test('settings with anything anywhere in them', () => {
    const keys = Object.keys(saved.settings)
    const { counts, count } = tally()
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...keys), fc.string()), anything, (key, other) => {
        const given = { ...saved, settings: replaced(saved.settings, [key], other) }
        const result = readOrRefused(() => readSavedRun(given, 'x'))
        if (result) expect(settingsSchema(result.settings, '')).toEqual(result.settings)
        count(result)
      }),
      CASES,
    )
    expect(counts.refused).toBeGreaterThan(3000)
    expect(counts.read).toBeGreaterThan(100)
  })
})

test('everything.zip: damaged bytes are refused, or are those that were written', () => {
  const saved = smallFile()
  const config = configJson({
    version: '0.1.0',
    settings: saved.settings,
    dataset: null,
    backend: null,
    step: 42,
  })
  const checkpoint = writeCheckpoint(saved, '0.1.0')
  const bytes = writeBundle({ config, metrics: 'step\n1\n', checkpoint, script: 'print()' })
  const expected = readBundle(bytes)
  const { counts, count } = tally()
  fc.assert(
    fc.property(damaged(bytes), (one) => {
      const result = readOrRefused(() => readBundle(one))
      if (result) expect(result).toEqual(expected)
      count(result)
    }),
    CASES,
  )
  expect(counts.refused).toBeGreaterThan(3000)
  expect(counts.read).toBeGreaterThan(100)
})
