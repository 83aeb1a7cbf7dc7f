/** A client of WebDriver, as small as the smoke tests need it. */
import { patiently } from '../../scripts/testing/pace.mjs'
import type { Program } from './processes.ts'

const LIMIT_MS = patiently(60_000)

interface Failure {
  readonly error: string
  readonly message: string
}

/** Sends a command to the driver at `root`; what the driver refuses, and that it is gone or hangs, is thrown in words. */
export async function command<T>(
  driver: Program,
  root: string,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const why = (what: string) =>
    new Error(
      `WebDriver, ${method} ${path}: ${what}. The driver: ${driver.ending() ?? 'it runs'}. ${driver.lastWords()}`,
    )
  const init = {
    method,
    signal: AbortSignal.timeout(LIMIT_MS),
    ...(body ? { body: JSON.stringify(body) } : {}),
  }
  const answer = await fetch(root + path, init).then(
    (response) => response.json() as Promise<{ value: T | Failure | null }>,
    (error: unknown) => Promise.reject(why(String(error))),
  )
  const { value } = answer
  if (value && typeof value === 'object' && 'error' in value && 'message' in value)
    throw why(`${value.error}: ${value.message}`)
  return value as T
}

export type Send = <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<T>

/** What `execute/async` is to run: `script` with its argument; an exception comes back as a value, with its words. */
export const asyncScript = (script: (argument: never) => unknown): string => `
  const [argument, done] = arguments
  const run = async () => (${script.toString()})(argument)
  run().then((value) => done({ value }), (error) => done({ error: String(error?.stack || error) }))`
