/**
 * Hands the chunks of one kernel call out among the threads on a shared memory. Whoever is free claims the next chunk,
 * so a helper that is late, or whose core is busy, delays nobody; the caller waits for claimed chunks only. Chunks are
 * pure functions of the call's inputs, so they can be done again if a helper dies (but Adam's, which may write over its
 * inputs). Helpers claim from the end: step after step a thread has the same part of Adam's numbers in its cache.
 *
 * A claim succeeds only if the word it was read from is unchanged, which proves that the task copied before is still
 * the one whose chunk is claimed.
 */
import { adamChunk } from './adam'
import { bernoulliChunk } from './bernoulli'
import { drawChunk, pathwiseChunk, scoreChunk } from './gaussian'
import { normalChunk } from './normal'
import { normsChunk } from './norms'
import { productChunk } from './product'
import { packChunk, sparseChunk } from './sparse'
import { CLAIM, control, copyTask, DONE, drafted, mine, Task, WAKE } from './tasks'

export const PRODUCT: i32 = 0
export const BERNOULLI: i32 = 1
export const ADAM: i32 = 2
export const SPARSE_PRODUCT: i32 = 3
export const NORMAL: i32 = 4
export const DRAW: i32 = 5
export const PATHWISE: i32 = 6
export const SCORE: i32 = 7
export const SPARSE_PACK: i32 = 8
export const NORMS: i32 = 9

// A claim: the task's number, and how many chunks are claimed from the end and from the start.
const SIDE_BITS: u64 = 20
const SIDE: u64 = (1 << SIDE_BITS) - 1
const NUMBER_AT: u64 = 2 * SIDE_BITS
/** All chunks are claimed. */
const NOTHING: u64 = SIDE

let helpers: i32 = 0
let isHelper: bool = false
let number: u64 = 0

export function setHelpers(count: i32): void {
  helpers = count
}

function perform(task: Task, chunk: i32): void {
  switch (task.op) {
    case PRODUCT:
      return productChunk(chunk)
    case SPARSE_PRODUCT:
      return sparseChunk(chunk)
    case SPARSE_PACK:
      return packChunk(chunk)
    case BERNOULLI:
      return bernoulliChunk(chunk)
    case ADAM:
      return adamChunk(chunk)
    case NORMAL:
      return normalChunk(chunk)
    case DRAW:
      return drawChunk(chunk)
    case PATHWISE:
      return pathwiseChunk(chunk)
    case SCORE:
      return scoreChunk(chunk)
    case NORMS:
      return normsChunk(chunk)
  }
}

/** Claims and does chunks until none is left. */
function work(): void {
  const task = changetype<Task>(mine)
  while (true) {
    const claim = atomic.load<u64>(control + CLAIM)
    copyTask()
    const first = <i32>(claim & SIDE)
    const last = task.chunks - 1 - <i32>((claim >> SIDE_BITS) & SIDE)
    if (first > last) return
    if (atomic.cmpxchg<u64>(control + CLAIM, claim, claim + (isHelper ? 1 << SIDE_BITS : 1)) != claim) continue
    perform(task, isHelper ? last : first)
    const done = atomic.add<i32>(control + DONE, 1) + 1
    if (isHelper && done == task.chunks) atomic.notify(control + DONE, 1)
  }
}

/**
 * How long the caller looks whether a helper is done before it sleeps: a tenth of a millisecond, as long as a piece takes
 * and as much as waking costs. Not longer, since the helper may be waiting for the caller's core.
 */
const SPINS: i32 = 40000
const WAIT_NS: i64 = 10_000_000
const MOST_WAITS: i32 = 300

/** True when all chunks are done; false if a helper has held one for some three seconds. */
function finished(chunks: i32): bool {
  for (let i = 0; i < SPINS; i++) if (atomic.load<i32>(control + DONE) == chunks) return true
  for (let i = 0; i < MOST_WAITS; i++) {
    const done = atomic.load<i32>(control + DONE)
    if (done == chunks) return true
    atomic.wait<i32>(control + DONE, done, WAIT_NS)
  }
  return false
}

/** Opens the draft: no thread can claim from it until `submit`. */
export function draft(): usize {
  atomic.store<u64>(control + CLAIM, (number << NUMBER_AT) | NOTHING)
  return drafted()
}

/** Does the drafted task, with the helpers if that is worth waking them. False: a helper did not finish. */
export function submit(op: i32, chunks: i32, isLarge: bool): bool {
  const task = changetype<Task>(drafted())
  task.op = op
  task.chunks = chunks
  atomic.store<i32>(control + DONE, 0)
  atomic.store<u64>(control + CLAIM, ++number << NUMBER_AT)
  if (isLarge && helpers > 0) {
    atomic.add<i32>(control + WAKE, 1)
    atomic.notify(control + WAKE, helpers)
  }
  work()
  return finished(chunks)
}

/** How long a helper looks for work before it naps: longer than what lies between most products of a step. */
const IDLE_SPINS: i32 = 60000
/**
 * Then it naps, and looks again after each nap; after the last it sleeps until it is woken. A helper that looks without pause
 * holds a core which the caller itself may be waiting for, when other threads run, too.
 */
const NAP_NS: i64 = 100_000
const NAPS: i32 = 20

@inline
function isAwake(wake: i32): bool {
  return atomic.load<i32>(control + WAKE) != wake
}

/** Until there is, or may be, work again. */
function rest(wake: i32): void {
  for (let i = 0; i < IDLE_SPINS; i++) if (isAwake(wake)) return
  for (let i = 0; i < NAPS; i++) {
    if (isAwake(wake)) return
    atomic.wait<i32>(control + WAKE, wake, NAP_NS)
  }
  if (!isAwake(wake)) atomic.wait<i32>(control + WAKE, wake, -1)
}

/** A helper's whole life. */
export function serve(): void {
  isHelper = true
  while (true) {
    const wake = atomic.load<i32>(control + WAKE)
    work()
    rest(wake)
  }
}
