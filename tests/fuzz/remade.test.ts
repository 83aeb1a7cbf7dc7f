/** What the lab has written and others have made again is the same run: only what it says counts, not how it is packed. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyPython } from '../../scripts/python.mjs'
import { readSafetensors } from '../../src/formats/safetensors.ts'
import { readZip } from '../../src/formats/zip.ts'
import { readBundle } from '../../src/store/checkpoints/bundle.ts'
import { readCheckpointFile, writeCheckpoint } from '../../src/store/checkpoints/checkpoint-file.ts'
import { configJson } from '../../src/store/export.ts'
import { repacked, rewritten, zipOf } from '../support/remade.ts'
import { smallFile } from '../support/saved-run.ts'

const CASES = { numRuns: 200 }

const SAVED = smallFile()
const MODEL = writeCheckpoint(SAVED, '0.0.0')
const CONFIG = new TextEncoder().encode(
  configJson({ version: '0', settings: SAVED.settings, dataset: SAVED.dataset, backend: null, step: 42 }),
)
const FILES = {
  'model.safetensors': MODEL,
  'config.json': CONFIG,
  'metrics.csv': new TextEncoder().encode('step\n'.repeat(99)),
  'train.py': new TextEncoder().encode('import torch\n'),
}

const byName = <T extends { readonly name: string }>(all: readonly T[]) =>
  [...all].sort((a, b) => (a.name < b.name ? -1 : 1))

/** A run that was read is the one that was written, its tensors in any order. */
function expectSame(read: typeof SAVED, file: string): void {
  const wanted = readCheckpointFile(MODEL, file)
  expect({ ...read, snapshot: { ...read.snapshot, tensors: byName(read.snapshot.tensors) } }).toEqual({
    ...wanted,
    snapshot: { ...wanted.snapshot, tensors: byName(wanted.snapshot.tensors) },
  })
}

test('everything.zip packed again', () => {
  fc.assert(
    fc.property(repacked(FILES), (zip) => expectSame(readBundle(zip), 'everything.zip')),
    CASES,
  )
})

test('the model alone, packed again', () => {
  fc.assert(
    fc.property(repacked({ 'model.safetensors': MODEL }), (zip) =>
      expectSame(readBundle(zip), 'everything.zip'),
    ),
    CASES,
  )
})

test('model.safetensors written again, and packed again', () => {
  const { tensors, metadata } = readSafetensors(MODEL)
  const again = rewritten({ tensors, metadata })
  fc.assert(
    fc.property(again, (file) => expectSame(readCheckpointFile(file), 'model.safetensors')),
    CASES,
  )
  fc.assert(
    fc.property(
      again.chain((model) => repacked({ ...FILES, 'model.safetensors': model })),
      (zip) => expectSame(readBundle(zip), 'everything.zip'),
    ),
    { numRuns: 100 },
  )
})

/** Names that a library may give, and values of every kind that is finite. */
const anyTensors = fc
  .uniqueArray(
    fc.string({ minLength: 1, maxLength: 8 }).filter((name) => !/^(__metadata__|__proto__)$/.test(name)),
    {
      maxLength: 5,
    },
  )
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.array(fc.nat(3), { maxLength: 3 }).chain((shape) => {
          const size = shape.reduce((all, length) => all * length, 1)
          const values = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
            minLength: size,
            maxLength: size,
          })
          return fc.record({
            name: fc.constant(name),
            shape: fc.constant(shape),
            values: values.map((one) => Float32Array.from(one)),
          })
        }),
      ),
    ),
  )

test('any tensors, in any order, with or without metadata', () => {
  const metadata = fc.option(fc.dictionary(fc.string(), fc.string(), { maxKeys: 3, noNullPrototype: true }))
  fc.assert(
    fc.property(
      fc
        .tuple(anyTensors, metadata)
        .chain(([tensors, metadata]) =>
          rewritten({ tensors, metadata }).map((bytes) => ({ tensors, metadata, bytes })),
        ),
      ({ tensors, metadata, bytes }) => {
        const read = readSafetensors(bytes)
        expect(byName(read.tensors)).toEqual(byName(tensors))
        expect(read.metadata).toEqual(metadata ?? {})
      },
    ),
    { numRuns: 1000 },
  )
})

test('a run without what the lab writes of it is no run of the lab', () => {
  const { tensors } = readSafetensors(MODEL)
  fc.assert(
    fc.property(rewritten({ tensors, metadata: null }), (bytes) => {
      expect(() => readCheckpointFile(bytes)).toThrow(/checkpoint-foreign/)
    }),
    { numRuns: 50 },
  )
})

const PYTHON = anyPython()

test.runIf(PYTHON)('the generator makes zip files that another program reads', { tags: 'thorough' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'elbo-lab-zip-'))
  const script =
    'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.namelist()))'
  try {
    for (const [i, zip] of fc
      .sample(repacked({ 'config.json': CONFIG }), { numRuns: 5, seed: 7 })
      .entries()) {
      const path = join(folder, `${i}.zip`)
      writeFileSync(path, zip)
      expect(Number(execFileSync(PYTHON!, ['-c', script, path]))).toBeGreaterThan(0)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('two runs in one zip are told apart, whatever is beside them', () => {
  const common = { deflated: true, described: 'no', extra: 0, comment: '' } as const
  const zip = zipOf(
    ['a/', 'b/'].map((folder) => ({ ...common, name: `${folder}model.safetensors`, bytes: MODEL })),
  )
  expect(() => readZip(zip, ['model.safetensors'])).toThrow(/zip-several/)
})
