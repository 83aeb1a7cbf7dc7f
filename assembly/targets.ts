/**
 * Intensities 0..255 as targets in [0, 1], where they lie: the bytes at the end of the memory that the targets will
 * fill, so that each is read before it is written over. Same values as src/math/targets.ts.
 */
import { constant } from './elementary'
import { philoxBlock, PhiloxKey } from './philox'
import { bytes } from './simd'
import { scratch } from './tasks'

@inline
function quarter(words: v128): v128 {
  return f32x4.div(f32x4.convert_i32x4_u(words), constant(255))
}

/** The intensity itself over 255. */
export function greyTargets(targets: usize, length: i32): void {
  const from = targets + 3 * <usize>length
  const whole = length & ~15
  let i = 0
  for (; i < whole; i += 16) {
    const sixteen = v128.load(from + <usize>i)
    const low = i16x8.extend_low_i8x16_u(sixteen), high = i16x8.extend_high_i8x16_u(sixteen)
    const to = targets + bytes(i)
    v128.store(to, quarter(i32x4.extend_low_i16x8_u(low)))
    v128.store(to, quarter(i32x4.extend_high_i16x8_u(low)), 16)
    v128.store(to, quarter(i32x4.extend_low_i16x8_u(high)), 32)
    v128.store(to, quarter(i32x4.extend_high_i16x8_u(high)), 48)
  }
  for (; i < length; i++) store<f32>(targets + bytes(i), <f32>load<u8>(from + <usize>i) / 255)
}

@inline
function isCertain(intensity: u8): bool {
  return intensity == 0 || intensity == 255
}

/** Up to eight pixels from the 16-bit halves of one block of words, which is made only if it decides something. */
function drawEight(pixels: u64, to: usize, count: i32, block: u32, key: PhiloxKey): void {
  let certain = true
  for (let j = 0; j < count; j++) certain = certain && isCertain(<u8>(pixels >> (<u64>j << 3)))
  if (!certain) philoxBlock(scratch, block, key)
  for (let j = 0; j < count; j++) {
    const intensity = <u32>(pixels >> (<u64>j << 3)) & 255
    const isOn = certain ? intensity == 255 : <u32>load<u16>(scratch + (<usize>j << 1)) * 255 < intensity << 16
    store<f32>(to + bytes(j), isOn ? 1 : 0)
  }
}

/** A Bernoulli draw with the intensity over 255. */
export function binarizedTargets(targets: usize, length: i32, key: PhiloxKey): void {
  const from = targets + 3 * <usize>length
  for (let i = 0; i < length; i += 8) {
    const count = min(8, length - i)
    let pixels: u64 = 0
    for (let j = 0; j < count; j++) pixels |= <u64>load<u8>(from + <usize>(i + j)) << (<u64>j << 3)
    drawEight(pixels, targets + bytes(i), count, i >> 3, key)
  }
}
