import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { crc32 } from '../math/crc32.ts'
import { FormatError } from './errors.ts'
import { readSafetensors, writeSafetensors } from './safetensors.ts'
import { readZip, writeZip } from './zip.ts'

const refusal = (read: () => unknown) => {
  try {
    read()
  } catch (thrown) {
    if (thrown instanceof FormatError) return { code: thrown.code, ...thrown.params }
    throw thrown
  }
  return null
}

/** A file with this header before these numbers. */
function file(header: unknown, numbers: ArrayLike<number>, claimed?: bigint): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header))
  const data = new Uint8Array(Float32Array.from(numbers).buffer)
  const bytes = new Uint8Array(8 + json.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, claimed ?? BigInt(json.length), true)
  bytes.set(json, 8)
  bytes.set(data, 8 + json.length)
  return bytes
}
const entry = (begin: number, end: number, change: object = {}) => ({
  dtype: 'F32',
  shape: [(end - begin) / 4],
  data_offsets: [begin, end],
  ...change,
})

describe('safetensors', () => {
  const tensors = [
    { name: 'encoder.0.weight', shape: [2, 2], values: Float32Array.of(1, -0, 1e-45, 3.4e38) },
    { name: 'average', shape: [], values: Float32Array.of(0.1) },
  ]

  test('what is written is read back, bit for bit, from any place in memory', () => {
    const bytes = writeSafetensors({ tensors, metadata: { a: 'ü' } })
    const shifted = new Uint8Array(bytes.length + 1)
    shifted.set(bytes, 1)
    for (const given of [bytes, shifted.subarray(1)])
      expect(readSafetensors(given)).toEqual({ tensors, metadata: { a: 'ü' } })
  })

  test('is the format that others read: length, JSON, numbers from an address that 8 divides', () => {
    const bytes = writeSafetensors({ tensors, metadata: {} })
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true))
    expect(length % 8).toBe(0)
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
      __metadata__: {},
      'encoder.0.weight': { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] },
      average: { dtype: 'F32', shape: [], data_offsets: [16, 20] },
    })
    expect(bytes).toHaveLength(8 + length + 20)
  })

  test.each([
    ['nothing', new Uint8Array(), { code: 'safetensors-none' }],
    ['another file', new TextEncoder().encode('%PDF-1.7 and so on'), { code: 'safetensors-none' }],
    ['a huge header', file({}, [], 2n ** 62n), { code: 'safetensors-none' }],
    [
      'a header longer than the file',
      file({}, [], 1000n),
      { code: 'safetensors-truncated', expected: 1008, found: 10 },
    ],
    ['a header that is no JSON', file({}, [1], 4n), { code: 'safetensors-header', detail: 'not JSON' }],
    ['numbers cut short', file({ a: entry(0, 8) }, [1]), { code: 'safetensors-truncated' }],
    ['more behind them', file({ a: entry(0, 4) }, [1, 2]), { code: 'safetensors-trailing' }],
    [
      'half precision',
      file({ a: entry(0, 4, { dtype: 'F16' }) }, [1]),
      { code: 'safetensors-dtype', tensor: 'a', dtype: 'F16' },
    ],
    [
      'a shape of another size',
      file({ a: entry(0, 4, { shape: [7] }) }, [1]),
      { code: 'safetensors-shape', tensor: 'a' },
    ],
    [
      'a shape beyond all numbers',
      file({ a: entry(0, 4, { shape: [2 ** 52, 2 ** 52] }) }, [1]),
      { code: 'safetensors-shape' },
    ],
    [
      'overlapping tensors',
      file({ a: entry(0, 8), b: entry(4, 12) }, [1, 2, 3]),
      { code: 'safetensors-offsets', tensor: 'b' },
    ],
    [
      'a hole between tensors',
      file({ a: entry(0, 4), b: entry(8, 12) }, [1, 2, 3]),
      { code: 'safetensors-offsets', tensor: 'b' },
    ],
    [
      'an end before the beginning',
      file({ a: entry(4, 0, { shape: [0] }) }, [1]),
      { code: 'safetensors-offsets' },
    ],
    ['NaN', file({ a: entry(0, 8) }, [1, NaN]), { code: 'safetensors-not-finite', tensor: 'a' }],
    ['infinity', file({ a: entry(0, 8) }, [1, -Infinity]), { code: 'safetensors-not-finite' }],
    ['metadata that is not text', file({ __metadata__: { a: 1 } }, []), { code: 'safetensors-header' }],
  ])('%s is refused', (_, bytes, expected) => {
    expect(refusal(() => readSafetensors(bytes, 'x'))).toMatchObject({ file: 'x', ...expected })
  })
})

describe('zip', () => {
  const text = new TextEncoder().encode('step,epoch\n'.repeat(500))
  const numbers = Uint8Array.from({ length: 300 }, (_, i) => (i * 71) & 255)
  const zip = writeZip([
    { name: 'metrics.csv', bytes: text, pack: true },
    { name: 'model.safetensors', bytes: numbers, pack: false },
  ])

  test('what is written is read back; what is not asked for is not unpacked', () => {
    const read = readZip(zip, ['metrics.csv', 'model.safetensors', 'none'])
    expect(read.get('metrics.csv')).toEqual(text)
    expect([...read.get('model.safetensors')!]).toEqual([...numbers])
    expect([...readZip(zip, ['metrics.csv']).keys()]).toEqual(['metrics.csv'])
    expect(zip.length).toBeLessThan(900)
  })

  test('the same contents make the same file', () => {
    const again = writeZip([
      { name: 'metrics.csv', bytes: text, pack: true },
      { name: 'model.safetensors', bytes: numbers, pack: false },
    ])
    expect(again).toEqual(zip)
  })

  /** One deflated entry whose directory claims `size`. */
  function claiming(content: Uint8Array, size: number): Uint8Array {
    const packed = deflateRawSync(content)
    const bytes = new Uint8Array(31 + packed.length + 47 + 22)
    const view = new DataView(bytes.buffer)
    const directory = 31 + packed.length
    const common = (at: number) => {
      view.setUint16(at, 8, true) // method
      view.setUint32(at + 6, crc32(content), true)
      view.setUint32(at + 10, packed.length, true)
      view.setUint32(at + 14, size, true)
      view.setUint16(at + 18, 1, true) // length of the name
    }
    view.setUint32(0, 0x04034b50, true)
    common(8)
    bytes[30] = 97
    bytes.set(packed, 31)
    view.setUint32(directory, 0x02014b50, true)
    common(directory + 10)
    bytes[directory + 46] = 97
    view.setUint32(directory + 47, 0x06054b50, true)
    view.setUint16(directory + 57, 1, true)
    view.setUint32(directory + 63, directory, true)
    return bytes
  }

  test('what others have written', () => {
    expect(readZip(claiming(text, text.length), ['a']).get('a')).toEqual(text)
  })

  test('a bomb is refused, whether its head tells the truth or not', () => {
    const zeros = new Uint8Array(4_000_000)
    const limits = { bytes: 1_000_000, entries: 64 }
    expect(refusal(() => readZip(claiming(zeros, zeros.length), ['a'], 'x', limits))).toMatchObject({
      code: 'zip-too-large',
      limit: 1_000_000,
    })
    expect(refusal(() => readZip(claiming(zeros, 1000), ['a'], 'x', limits))).toMatchObject({
      code: 'zip-corrupt',
    })
    expect(refusal(() => readZip(claiming(text, 2 ** 31), ['a'], 'x'))).not.toBeNull()
  })

  const changed = (at: number, value: number) => zip.map((byte, i) => (i === at ? value : byte))
  test.each([
    ['no zip', new Uint8Array(100)],
    ['nothing', new Uint8Array()],
    ['cut short', zip.slice(0, -30)],
    ['its beginning cut off', zip.slice(20)],
    ['a changed byte', changed(zip.indexOf(numbers[5]!, 200), 1)],
  ])('%s', (_, bytes) => {
    expect(refusal(() => readZip(bytes, ['metrics.csv', 'model.safetensors'], 'x'))).toMatchObject({
      code: 'zip-corrupt',
    })
  })
})
