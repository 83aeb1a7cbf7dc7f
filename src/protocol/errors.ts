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

const isParams = (value: unknown): value is Fault['params'] => typeof value === 'object' && value !== null

/** Makes any thrown value fit to be posted. An error without a code is a defect: code `unexpected`. */
export function toFault(thrown: unknown): Fault {
  if (thrown instanceof DOMException && thrown.name === 'AbortError')
    return { code: 'aborted', params: {}, message: thrown.message }
  if (thrown instanceof Error) {
    const { code, params } = thrown as Partial<Fault>
    if (typeof code === 'string' && isParams(params)) return { code, params, message: thrown.message }
    return { code: 'unexpected', params: { detail: thrown.message }, message: thrown.stack ?? thrown.message }
  }
  return { code: 'unexpected', params: { detail: String(thrown) }, message: String(thrown) }
}
