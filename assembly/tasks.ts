/**
 * The memory that the threads share: the control block by which they hand out the chunks of one kernel call, and each
 * thread's own copy of the call. Knows nothing of what a chunk does.
 */

/** The first fields of every task; the kernel's own follow. */
@unmanaged
export class Task {
  op: i32
  chunks: i32
}

const TASK_BYTES: usize = 96

// The control block: a cache line for claims, one for what is finished, then the task.
export const CLAIM: usize = 0 // u64: number of the task, and below it the next chunk
export const WAKE: usize = 8 // i32: changes when there is work
export const DONE: usize = 64 // i32: chunks finished
const TASK: usize = 128
export const CONTROL_BYTES: usize = TASK + TASK_BYTES

export let control: usize = 0
/** This thread's copy of the task. */
export let mine: usize = 0
/** This thread's working memory. */
export let scratch: usize = 0
/** Memory by which threads hand each other what one round of a kernel call makes for the next. */
export let common: usize = 0

/** Where the control block, this thread's own memory and the common one are. */
export function place(controlAt: usize, ownAt: usize, commonAt: usize): void {
  control = controlAt
  mine = ownAt
  scratch = ownAt + 128
  common = commonAt
}

/** Where the caller writes the next task. */
@inline
export function drafted(): usize {
  return control + TASK
}

@inline
export function copyTask(): void {
  memory.copy(mine, control + TASK, TASK_BYTES)
}
