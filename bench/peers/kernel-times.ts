/**
 * How long the lab's kernels take within a step, call by call: wraps what a WebAssembly module exports, as its instance is
 * made. Does NOT know what calls them or why.
 */

/** Calls of one kernel with the same sizes. */
export interface KernelTime {
  readonly name: string
  readonly calls: number
  readonly milliseconds: number
}

export interface KernelClock {
  begin(): void
  /** What was called since `begin`, in the order of the first calls. */
  end(): KernelTime[]
}

type Kernel = (...numbers: number[]) => unknown

/** As in assembly/index.ts; the rest are not part of a step. */
const KERNELS = ['targets', 'normal', 'product', 'draw', 'bernoulli', 'pathwise', 'score', 'sumStep', 'adam']

/** The last arguments of `product`, from the sixth last on: m, n, k, both strides, flags. */
function productName(numbers: readonly number[]): string {
  const [m, n, k, , , flags = 0] = numbers.slice(-6)
  const [a, b] = [
    flags & 1 ? `[${k}, ${m}]^T` : `[${m}, ${k}]`,
    flags & 2 ? `[${n}, ${k}]^T` : `[${k}, ${n}]`,
  ]
  return `product ${a} x ${b}`
}

/** For instances made from now on, of modules that export a `product`. */
export function timeKernels(): KernelClock {
  let times: Map<string, KernelTime> | null = null

  function timed(name: string, kernel: Kernel): Kernel {
    return (...numbers) => {
      if (!times) return kernel(...numbers)
      const started = performance.now()
      const answer = kernel(...numbers)
      const took = performance.now() - started
      const full = name === 'product' ? productName(numbers) : name
      const { calls, milliseconds } = times.get(full) ?? { calls: 0, milliseconds: 0 }
      times.set(full, { name: full, calls: calls + 1, milliseconds: milliseconds + took })
      return answer
    }
  }

  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(target, args: [WebAssembly.Module, WebAssembly.Imports?]) {
      const instance = new target(...args)
      if (!('product' in instance.exports)) return instance
      const wrapped = KERNELS.map((name) => [name, timed(name, instance.exports[name] as Kernel)])
      return { exports: { ...instance.exports, ...Object.fromEntries(wrapped) } }
    },
  })
  return {
    begin: () => void (times = new Map()),
    end() {
      const found = [...(times?.values() ?? [])]
      times = null
      return found
    },
  }
}
