/**
 * SHA-256 of bytes in hexadecimal: the platform's where it exists, else plain numbers, because a page served over
 * plain http (a classroom's own server) has no crypto.subtle and must still refuse a wrong file.
 */
/** The first 32 bits of the fractional part of a root of each of the first primes, as the standard defines them. */
function constants(root: (n: number) => number, count: number): Uint32Array {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) {
    let prime = true
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false
    if (prime) found.push((root(n) % 1) * 2 ** 32)
  }
  return Uint32Array.from(found)
}

const rotate = (x: number, n: number): number => (x >>> n) | (x << (32 - n))

const BLOCK = 64

/** What is left over of the message behind its whole blocks, with its 1 bit, zeros and length. */
function ending(bytes: Uint8Array): Uint8Array {
  const left = bytes.subarray(bytes.length - (bytes.length % BLOCK))
  const end = new Uint8Array(Math.ceil((left.length + 9) / BLOCK) * BLOCK)
  end.set(left)
  end[left.length] = 0x80
  const view = new DataView(end.buffer)
  view.setUint32(end.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(end.length - 4, (bytes.length * 8) >>> 0)
  return end
}

function schedule(w: Uint32Array, message: DataView, offset: number): void {
  for (let i = 0; i < 16; i++) w[i] = message.getUint32(offset + 4 * i)
  for (let i = 16; i < 64; i++) {
    const [x, y] = [w[i - 15] as number, w[i - 2] as number]
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10)
    w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0
  }
}

function compress(state: Uint32Array, w: Uint32Array, k: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (k[i] as number) + (w[i] as number)) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  ;[a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = (state[i] as number) + value))
}

/** Blocks after which the caller may do something else: about 10 ms. */
const SLICE = 8192

/** The standard in plain numbers, in slices. */
function* digest(bytes: Uint8Array): Generator<undefined, string> {
  const state = constants(Math.sqrt, 8)
  const k = constants(Math.cbrt, 64)
  const w = new Uint32Array(64)
  let blocks = 0
  for (const part of [bytes.subarray(0, bytes.length - (bytes.length % BLOCK)), ending(bytes)]) {
    const message = new DataView(part.buffer, part.byteOffset, part.byteLength)
    for (let offset = 0; offset < part.length; offset += BLOCK) {
      schedule(w, message, offset)
      compress(state, w, k)
      if (++blocks % SLICE === 0) yield
    }
  }
  return [...state].map((value) => value.toString(16).padStart(8, '0')).join('')
}

export function sha256Plain(bytes: Uint8Array): string {
  const slices = digest(bytes)
  for (;;) {
    const { done, value } = slices.next()
    if (done) return value
  }
}

async function sliced(bytes: Uint8Array): Promise<string> {
  const slices = digest(bytes)
  for (;;) {
    const { done, value } = slices.next()
    if (done) return value
    await new Promise((resolve) => setTimeout(resolve))
  }
}

const hex = (digest: ArrayBuffer): string =>
  [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined
  return subtle ? hex(await subtle.digest('SHA-256', bytes)) : sliced(bytes)
}
