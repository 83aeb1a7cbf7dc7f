/** One step of Adam for all parameters: their new values and their new moving averages in one pass. */
import { bytes, multiplyAdd } from './simd'
import { mine, Task } from './tasks'

/** One parameter: what there is, and where to put what comes of it. */
@unmanaged
export class AdamEntry {
  parameter: usize
  gradient: usize
  m: usize
  v: usize
  nextParameter: usize
  nextM: usize
  nextV: usize
  length: i32
}

@unmanaged
export class AdamTask extends Task {
  entries: usize
  /** Weights of the old average and of what is new; 1 - 0.999 in float32 would be off by 5e-5. */
  decayM: f32
  freshM: f32
  decayV: f32
  freshV: f32
  /** A parameter moves by -scale * m / (sqrt(v) + floor). */
  scale: f32
  floor: f32
}

/** Values in a chunk. */
const ADAM_LENGTH: i32 = 8192
/** Below this, 2^-100, a moving average of gradients counts as 0. */
const LEAST: f32 = 7.888609e-31

const ENTRY_BYTES: usize = offsetof<AdamEntry>()

@inline
function entryAt(entries: usize, i: i32): AdamEntry {
  return changetype<AdamEntry>(entries + <usize>i * ENTRY_BYTES)
}

@inline
function chunksOf(entry: AdamEntry): i32 {
  return (entry.length + ADAM_LENGTH - 1) / ADAM_LENGTH
}

export function adamChunks(entries: usize, count: i32): i32 {
  let chunks = 0
  for (let i = 0; i < count; i++) chunks += chunksOf(entryAt(entries, i))
  return chunks
}

@inline
function weighted(a: v128, weightA: v128, b: v128, weightB: v128): v128 {
  return multiplyAdd(a, weightA, f32x4.mul(b, weightB))
}

/** Zero in place of what moves nothing: where no gradient comes, m would end as a denormal, and those are slow. */
@inline
function settled(m: v128): v128 {
  return v128.andnot(m, f32x4.le(f32x4.abs(m), f32x4.splat(LEAST)))
}

/** A chunk is a stretch of values of one parameter. */
export function adamChunk(chunk: i32): void {
  const task = changetype<AdamTask>(mine)
  let i = 0
  let entry = entryAt(task.entries, 0)
  while (chunk >= chunksOf(entry)) {
    chunk -= chunksOf(entry)
    entry = entryAt(task.entries, ++i)
  }
  update(task, entry, bytes(chunk * ADAM_LENGTH), bytes(min(entry.length, (chunk + 1) * ADAM_LENGTH)))
}

/** `from` and `end` in bytes. */
function update(task: AdamTask, entry: AdamEntry, from: usize, end: usize): void {
  const whole = end & ~15
  const decayM = f32x4.splat(task.decayM)
  const decayV = f32x4.splat(task.decayV)
  const freshM = f32x4.splat(task.freshM)
  const freshV = f32x4.splat(task.freshV)
  const scale = f32x4.splat(task.scale)
  const floor = f32x4.splat(task.floor)
  let i = from
  for (; i < whole; i += 16) {
    const gradient = v128.load(entry.gradient + i)
    const m = settled(weighted(v128.load(entry.m + i), decayM, gradient, freshM))
    const v = weighted(v128.load(entry.v + i), decayV, f32x4.mul(gradient, gradient), freshV)
    const move = f32x4.div(f32x4.mul(m, scale), f32x4.add(f32x4.sqrt(v), floor))
    v128.store(entry.nextM + i, m)
    v128.store(entry.nextV + i, v)
    v128.store(entry.nextParameter + i, f32x4.sub(v128.load(entry.parameter + i), move))
  }
  for (; i < end; i += 4) {
    const gradient = load<f32>(entry.gradient + i)
    let m = load<f32>(entry.m + i) * task.decayM + gradient * task.freshM
    if (abs(m) <= LEAST) m = 0
    const v = load<f32>(entry.v + i) * task.decayV + gradient * gradient * task.freshV
    store<f32>(entry.nextM + i, m)
    store<f32>(entry.nextV + i, v)
    store<f32>(entry.nextParameter + i, load<f32>(entry.parameter + i) - (m * task.scale) / (sqrt(v) + task.floor))
  }
}
