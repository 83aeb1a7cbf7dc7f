/**
 * Random numbers as shader text: the words of math/philox.ts bit for bit, and the normals of math/random.ts up
 * to float32 rounding. Drivers' log, sin and cos are not accurate enough near 1 and far from 0, so these are
 * written out.
 */

/** `philox(block, step, streamKey)`: four words; step as (low, high), key as (seed, stream). */
export const PHILOX = `
fn highOfProduct(a: u32, b: u32) -> u32 {
  let aHigh = a >> 16u; let aLow = a & 0xffffu;
  let bHigh = b >> 16u; let bLow = b & 0xffffu;
  let middle = aHigh * bLow + ((aLow * bLow) >> 16u);
  let carry = aLow * bHigh + (middle & 0xffffu);
  return aHigh * bHigh + (middle >> 16u) + (carry >> 16u);
}
fn philox(block: u32, step: vec2u, streamKey: vec2u) -> vec4u {
  var c = vec4u(block, step, 0u);
  var key = streamKey;
  for (var round = 0u; round < 10u; round++) {
    let high0 = highOfProduct(0xd2511f53u, c.x);
    let high1 = highOfProduct(0xcd9e8d57u, c.z);
    c = vec4u(high1 ^ c.y ^ key.x, 0xcd9e8d57u * c.z, high0 ^ c.w ^ key.y, 0xd2511f53u * c.x);
    key += vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}`

/**
 * `boxMuller(word, other)`: two normals from two words, each word representing u = (word + 1/2) / 2^32. log u
 * is 2 atanh(s) for s = (m - 1) / (m + 1), u = m 2^e with m from sqrt(1/2) to sqrt(2); near 1 it is computed
 * from 1 - u. The angle's quarter turns are taken from the word itself, so the rest is at most pi / 4.
 */
export const BOX_MULLER = `
fn twiceAtanh(s: f32) -> f32 {
  let q = s * s;
  return 2.0 * s * (1.0 + q * (1.0 / 3.0 + q * (1.0 / 5.0 + q * (1.0 / 7.0 + q * (1.0 / 9.0)))));
}
fn logOfWord(word: u32) -> f32 {
  if (word >= 0xb504f334u) {
    let below = (f32(~word) + 0.5) * 0x1p-32;
    return twiceAtanh(-below / (2.0 - below));
  }
  let bits = bitcast<u32>(f32(word) + 0.5);
  var exponent = f32(bits >> 23u) - 159.0;
  var m = bitcast<f32>((bits & 0x7fffffu) | 0x3f800000u);
  if (m > 1.41421356) { m *= 0.5; exponent += 1.0; }
  return exponent * 0.693147181 + twiceAtanh((m - 1.0) / (m + 1.0));
}
fn cosAndSin(word: u32) -> vec2f {
  let quarter = (word + 0x20000000u) >> 30u;
  let x = (f32(bitcast<i32>(word - (quarter << 30u))) + 0.5) * 1.46291808e-9;
  let q = x * x;
  let c = 1.0 - q * (1.0 / 2.0 - q * (1.0 / 24.0 - q * (1.0 / 720.0 - q * (1.0 / 40320.0))));
  let s = x * (1.0 - q * (1.0 / 6.0 - q * (1.0 / 120.0 - q * (1.0 / 5040.0 - q * (1.0 / 362880.0)))));
  let turned = select(vec2f(c, s), vec2f(-s, c), (quarter & 1u) == 1u);
  return select(turned, -turned, (quarter & 2u) == 2u);
}
fn boxMuller(word: u32, other: u32) -> vec2f {
  return sqrt(-2.0 * logOfWord(word)) * cosAndSin(other);
}`
