import { crc32 as zlibCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crc32, crc32Hex } from './crc32.ts'

test('the check value of the catalogues', () => {
  expect(crc32Hex(new TextEncoder().encode('123456789'))).toBe('cbf43926')
  expect(crc32Hex(new Uint8Array())).toBe('00000000')
})

test('is zlib’s, also in pieces', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (bytes, at) => {
      expect(crc32(bytes)).toBe(zlibCrc32(bytes))
      expect(crc32(bytes.subarray(at), crc32(bytes.subarray(0, at)))).toBe(crc32(bytes))
    }),
  )
})
