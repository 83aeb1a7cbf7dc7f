/** Errors that cross the worker carry a code and plain parameters; the page supplies the text (ui/messages). */
export interface Fault {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
  /** For the console and for developers; never shown alone. */
  readonly message: string
}

/** An event worth reporting, after which the run continues. */
export type Notice = Omit<Fault, 'message'>

export class CodedError extends Error implements Fault {
  override name = 'CodedError'
  constructor(
    readonly code: string,
    readonly params: Fault['params'] = {},
    message = `${code} ${JSON.stringify(params)}`,
  ) {
    super(message)
  }
}

/** After one of these the engine is unusable, and a new worker must replace it. */
const ENDING_CODES: readonly string[] = ['worker-crashed', 'device-lost', 'device-failed', 'out-of-memory']

export const endsEngine = ({ code }: Pick<Fault, 'code'>): boolean => ENDING_CODES.includes(code)

/** The device is lost or untrustworthy; another device or another backend may work. */
export const isDeviceFault = ({ code }: Pick<Fault, 'code'>): boolean => code.startsWith('device-')

export const isFault = (value: unknown): value is Fault =>
  typeof value === 'object' && value !== null && !(value instanceof Error) && 'code' in value

const isParams = (value: unknown): value is Fault['params'] => typeof value === 'object' && value !== null

/** Messages of engines when memory is refused, for arrays and for WebAssembly. */
const REFUSED_MEMORY =
  /out of memory|\bOOM\b|allocation failed|could not allocate|(cannot|unable to) (enlarge|grow)|maximum memory size|invalid (typed )?array( buffer)? length/i

/** Messages of browsers, and of Vite for style sheets, when a part of the program cannot be fetched. */
const NOT_FETCHED = /dynamically imported module|importing a module script failed|unable to preload CSS/i

/** The code for an error that carries none. */
function codeOf(thrown: Error): string {
  if (NOT_FETCHED.test(thrown.message)) return 'part-not-loaded'
  if (REFUSED_MEMORY.test(thrown.message)) return 'out-of-memory'
  // A WebAssembly trap leaves the memory in an inconsistent state.
  if (typeof WebAssembly === 'object' && thrown instanceof WebAssembly.RuntimeError) return 'worker-crashed'
  return 'unexpected'
}

/**
 * Converts any thrown value to a fault that can be posted. An error of unknown kind is a defect: code
 * `unexpected`.
 */
export function toFault(thrown: unknown): Fault {
  if (thrown instanceof DOMException && thrown.name === 'AbortError')
    return { code: 'aborted', params: {}, message: thrown.message }
  if (thrown instanceof Error) {
    const { code, params } = thrown as Partial<Fault>
    if (typeof code === 'string' && isParams(params)) return { code, params, message: thrown.message }
    return {
      code: codeOf(thrown),
      params: { detail: thrown.message },
      message: thrown.stack ?? thrown.message,
    }
  }
  return { code: 'unexpected', params: { detail: String(thrown) }, message: String(thrown) }
}
