/**
 * Errors that cross the worker carry a code and plain parameters; the sentence is the page's (ui/messages).
 */
export interface Fault {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
  /** For the console and for programmers; never shown alone. */
  readonly message: string
}

/** Something that happened and is worth telling, though the run goes on. */
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

/** After these an engine is of no use any more: another worker must take its place. */
const ENDING_CODES: readonly string[] = ['worker-crashed', 'device-lost', 'device-failed', 'out-of-memory']

export const endsEngine = ({ code }: Pick<Fault, 'code'>): boolean => ENDING_CODES.includes(code)

/** The device is gone or not to be trusted; another may do better, and so may another backend. */
export const isDeviceFault = ({ code }: Pick<Fault, 'code'>): boolean => code.startsWith('device-')

export const isFault = (value: unknown): value is Fault =>
  typeof value === 'object' && value !== null && !(value instanceof Error) && 'code' in value

const isParams = (value: unknown): value is Fault['params'] => typeof value === 'object' && value !== null

/** What engines throw where memory is refused, of arrays and of WebAssembly. */
const REFUSED_MEMORY =
  /out of memory|\bOOM\b|allocation failed|could not allocate|(cannot|unable to) (enlarge|grow)|maximum memory size|invalid (typed )?array( buffer)? length/i

/** What browsers say of a part of the program that they could not fetch, and Vite of its style. */
const NOT_FETCHED = /dynamically imported module|importing a module script failed|unable to preload CSS/i

/** The code of an error that carries none. */
function codeOf(thrown: Error): string {
  if (NOT_FETCHED.test(thrown.message)) return 'part-not-loaded'
  if (REFUSED_MEMORY.test(thrown.message)) return 'out-of-memory'
  // WebAssembly that has trapped leaves its memory half changed.
  if (typeof WebAssembly === 'object' && thrown instanceof WebAssembly.RuntimeError) return 'worker-crashed'
  return 'unexpected'
}

/** Makes any thrown value fit to be posted. An error that says nothing of its kind is a defect: code `unexpected`. */
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
