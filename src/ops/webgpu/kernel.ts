/**
 * A compute shader as data: its outputs, inputs and parameters, and its code. Generates the declarations, in
 * the order in which recorder.ts binds them. Does NOT run it.
 */

type Element = 'f32' | 'u32' | 'i32' | 'vec4<f32>'

export interface Kernel {
  /** Unique to each variant. */
  readonly name: string
  /** Tensors by their names in the shader, with their element types. */
  readonly writes: Readonly<Record<string, Element>>
  readonly reads: Readonly<Record<string, Element>>
  /** Members of `given`. */
  readonly numbers: Readonly<Record<string, 'u32' | 'f32'>>
  /** Invocations per workgroup. */
  readonly threads: number
  /** Code placed before `main`, if any. */
  readonly helpers?: string
  /** The body of `main`; may use `thread` (in its workgroup), `group` and `groups` [x, y, z]. */
  readonly body: string
}

const arrays = (tensors: Kernel['writes'], access: string, first: number) =>
  Object.entries(tensors).map(
    ([name, element], i) =>
      `@group(0) @binding(${first + i}) var<storage, ${access}> ${name}: array<${element}>;`,
  )

export function shaderOf({ writes, reads, numbers, threads, helpers = '', body }: Kernel): string {
  return [
    ...arrays(writes, 'read_write', 0),
    ...arrays(reads, 'read', Object.keys(writes).length),
    `struct Given { ${Object.entries(numbers).map(([name, type]) => `${name}: ${type}`)} }`,
    '@group(1) @binding(0) var<uniform> given: Given;',
    helpers,
    `@compute @workgroup_size(${threads})`,
    'fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u,',
    `  @builtin(num_workgroups) groups: vec3u) {${body}}`,
  ].join('\n')
}

/** The limit of every device for one dimension of a dispatch. */
const MOST_GROUPS = 65535

/** One group per piece of work; beyond the limit, a kernel loops in steps of `groups.x`. */
export const groupsFor = (pieces: number): number => Math.min(pieces, MOST_GROUPS)

const POINTWISE_THREADS = 64

/** For kernels that treat each of `given.count` pieces independently: `each` is the code for piece `i`. */
export const pointwise = (
  kernel: Omit<Kernel, 'threads' | 'body'>,
  each: string,
): Kernel & { readonly groups: (count: number) => number } => ({
  ...kernel,
  threads: POINTWISE_THREADS,
  body: `
  for (var i = group.x * ${POINTWISE_THREADS}u + thread; i < given.count; i += groups.x * ${POINTWISE_THREADS}u) {
    ${each}
  }`,
  groups: (count) => groupsFor(Math.ceil(count / POINTWISE_THREADS)),
})

/**
 * `total(thread, value)`: the sum over a workgroup, in deterministic order; only thread 0 receives it. All
 * threads must call it.
 */
export const totalOver = (threads: number, type: 'f32' | 'vec4f' = 'f32'): string => `
var<workgroup> subtotals: array<${type}, ${threads}>;
fn total(thread: u32, value: ${type}) -> ${type} {
  subtotals[thread] = value;
  workgroupBarrier();
  for (var width = ${threads / 2}u; width > 0u; width /= 2u) {
    if (thread < width) { subtotals[thread] += subtotals[thread + width]; }
    workgroupBarrier();
  }
  return subtotals[0];
}`

/** Threads of a workgroup of `perImage`. */
export const IMAGE_THREADS = 32

/**
 * For kernels with one workgroup for each of `given.images`: in `each`, the code for `image`, every thread adds its part to
 * `sum`; `finish` is done by one thread, which has the whole of it as `all`.
 */
export const perImage = (
  { helpers = '', ...kernel }: Omit<Kernel, 'threads' | 'body'>,
  each: string,
  finish: string,
): Kernel => ({
  ...kernel,
  threads: IMAGE_THREADS,
  helpers: `${helpers}${totalOver(IMAGE_THREADS)}`,
  body: `
  for (var image = group.x; image < given.images; image += groups.x) {
    var sum = 0.0;
    ${each}
    let all = total(thread, sum);
    if (thread == 0u) { ${finish} }
  }`,
})
