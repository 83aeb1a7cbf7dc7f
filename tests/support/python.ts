/** The script that takes a run away to PyTorch, and the interpreter to try it with: PYTHON, or one that is here (scripts/python.mjs). */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { anyPython, pythonWith } from '../../scripts/python.mjs'
import { patiently } from '../../scripts/testing/pace.mjs'

const ANY = anyPython()
const WITH_TORCH = pythonWith('torch')
export const SCRIPT = fileURLToPath(new URL('../../src/store/checkpoints/train.py', import.meta.url))
export const hasPython = ANY !== null
export const hasTorch = WITH_TORCH !== null
if (!hasTorch) console.log('train.py is not run: no python3 here has torch (PYTHON names one)')

/** Far beyond what any takes. */
const LONGEST_MS = patiently(10 * 60_000)

function run(interpreter: string | null, args: readonly string[], input: string, cwd?: string) {
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

/** Whichever there is, with torch or not. */
export const python = (args: readonly string[], input = '', cwd?: string) => run(ANY, args, input, cwd)

/** One that has torch. */
export const torch = (args: readonly string[], input = '', cwd?: string) => run(WITH_TORCH, args, input, cwd)

/**
 * The script and its arguments run by several processes of this machine. What they write is copied from files: passed on
 * directly, it fails in a torch older than its Python.
 */
export function torchrun(processes: number, args: readonly string[], cwd: string) {
  const launcher = ['-m', 'torch.distributed.run', '--standalone', `--nproc_per_node=${processes}`]
  const copied = ['--redirects=1', '--tee=1', `--log_dir=${path.join(cwd, 'logs')}`]
  const { stdout, ...rest } = torch([...launcher, ...copied, ...args], '', cwd)
  return { ...rest, stdout: stdout.replaceAll(/^\[default\d+\]:/gm, '') }
}

const MEET =
  'import torch.distributed as d; d.init_process_group("gloo"); d.barrier(); d.destroy_process_group()'

/** Whether two processes of torch find each other here at all: some machines let no process listen. */
export function processesMeet(): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'elbo-lab-meet-'))
  try {
    writeFileSync(path.join(folder, 'meet.py'), MEET)
    return torchrun(2, ['meet.py'], folder).status === 0
  } finally {
    rmSync(folder, { recursive: true })
  }
}
