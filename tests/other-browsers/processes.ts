/** Programs that a test starts: each is a process group of its own, and nothing of it is left when the test has ended. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import type { Readable } from 'node:stream'
import { patiently } from '../../scripts/testing/pace.mjs'

const LAST_WORDS = 2000

/**
 * Runs a command in the group of the shell, and ends the group when the command has ended, or when nobody holds the other
 * end of its input any more: also a test that was killed leaves nothing.
 */
const KEEPER = '("$@"; echo "it ended ($?)"; kill -KILL 0) & read -r _; kill -KILL 0'

export interface Program {
  /** How it ended, or null while it runs. */
  ending(): string | null
  /** The end of what it has said. */
  lastWords(): string
  /** Waits until it has said so; resolves with the match. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  end(): Promise<void>
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Asks until there is an answer; `why` tells what was waited for in vain. */
export async function until<T>(
  ask: () => Promise<T | null> | T | null,
  why: () => string,
  limitMs = patiently(60_000),
): Promise<T> {
  const last = performance.now() + limitMs
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    if (performance.now() > last) throw new Error(why())
    await pause(50)
  }
}

/** What it writes to its standard outputs, and to a fourth stream that some programs can be told of, is what it says. */
export function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Program {
  const child = spawn('sh', ['-c', KEEPER, 'keeper', command, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
  })
  let said = ''
  let ending: string | null = null
  for (const stream of child.stdio.slice(1) as Readable[])
    stream.on('data', (chunk) => (said = `${said}${chunk}`.slice(-LAST_WORDS)))
  child.once('error', (error) => (ending = error.message))
  child.once('exit', () => (ending ??= 'it has ended'))
  const lastWords = () => said.trim()
  const describe = (pattern: RegExp) =>
    `${command} did not say ${pattern}: ${ending ?? 'it still runs'}. It said: ${lastWords()}`
  return {
    ending: () => ending,
    lastWords,
    says: (pattern) =>
      until(
        () => {
          const match = pattern.exec(said)
          if (!match && ending) throw new Error(describe(pattern))
          return match
        },
        () => describe(pattern),
      ),
    async end() {
      if (ending) return
      const exit = once(child, 'exit')
      child.stdin!.end()
      await exit
    },
  }
}
