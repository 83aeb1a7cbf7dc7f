/** The script that takes a run away to PyTorch, and a Python to try it with (scripts/python.mjs), with torch or not; with torch: torch.ts. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { anyPython } from '../../scripts/python.mjs'
import { patiently } from '../../scripts/testing/pace.mjs'

export const SCRIPT = fileURLToPath(new URL('../../src/store/checkpoints/train.py', import.meta.url))

const ANY = anyPython()
export const hasPython = ANY !== null

/** Far beyond what any takes. */
const LONGEST_MS = patiently(10 * 60_000)

export function runPython(interpreter: string | null, args: readonly string[], input: string, cwd?: string) {
  if (interpreter === null) throw new Error('python: there is none here')
  const { status, stdout, stderr } = spawnSync(interpreter, args, {
    input,
    timeout: LONGEST_MS,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', OMP_NUM_THREADS: '1' },
    ...(cwd && { cwd }),
  })
  return { status, stdout: stdout ?? '', stderr: stderr ?? '' }
}

export const python = (args: readonly string[], input = '', cwd?: string) => runPython(ANY, args, input, cwd)
