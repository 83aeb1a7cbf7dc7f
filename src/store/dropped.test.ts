import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { writeSafetensors } from '../formats/safetensors.ts'
import { writeZip } from '../formats/zip.ts'
import { kindOf, sortDropped } from './dropped.ts'

const text = (content: string) => new TextEncoder().encode(content)
const safetensors = writeSafetensors({ tensors: [], metadata: { app: 'x' } })
const zip = writeZip([{ name: 'a', bytes: text('a'), pack: true }])
const gzip = new Uint8Array(gzipSync('anything'))
const idx = Uint8Array.of(0, 0, 0x0d, 3, 0, 0, 0, 1, 0x7b)

describe('content comes before the name', () => {
  test.each([
    ['config.json', text('{"app": "elbo-lab"}'), 'configs'],
    ['settings.txt', text('\ufeff\n  {"app": "elbo-lab"}'), 'configs'],
    ['model.safetensors', safetensors, 'runs'],
    ['model.bin', safetensors, 'runs'],
    ['model.json', safetensors, 'runs'],
    ['everything.zip', zip, 'runs'],
    ['everything', zip, 'runs'],
    ['train-images.zip', gzip, 'data'],
    ['images.json', idx, 'data'],
    ['labels.safetensors', Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 9, 0x7b, 1, 2, 3), 'data'],
    ['README.md', text('# {Digits}'), 'others'],
    ['cat.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'others'],
    ['notes', text(''), 'others'],
  ] as const)('%s', (name, content, kind) => expect(kindOf(content, name)).toBe(kind))
})

describe('where content says nothing, the name does: the reader of that kind says what is wrong', () => {
  test.each([
    ['config.json', text('beta = 4'), 'configs'],
    ['model.safetensors', text('short'), 'runs'],
    ['everything.zip', new Uint8Array(), 'runs'],
    ['train-images-idx3-ubyte', text('<!doctype html>'), 'data'],
    ['digits.gz', text('not packed'), 'data'],
  ] as const)('%s', (name, content, kind) => expect(kindOf(content, name)).toBe(kind))
})

test('files are sorted in their order; what cannot be read goes by its name', async () => {
  const folder = Object.assign(new File([], 'a folder'), {
    slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }),
  })
  const files = [new File([idx], 'b'), new File([zip], 'x'), new File([gzip], 'a'), folder]
  const sorted = await sortDropped(files)
  expect(sorted.data.map(({ name }) => name)).toEqual(['b', 'a'])
  expect(sorted.runs.map(({ name }) => name)).toEqual(['x'])
  expect(sorted.others).toEqual([folder])
})
