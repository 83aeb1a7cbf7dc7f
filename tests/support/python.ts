/** The script that takes a run away to PyTorch, and the interpreter to try it with: PYTHON, or python3. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const PYTHON = process.env.PYTHON || 'python3'
export const SCRIPT = fileURLToPath(new URL('../../src/store/checkpoints/train.py', import.meta.url))

export function python(args: readonly string[], input = '', cwd?: string) {
  const { status, stdout, stderr } = spawnSync(PYTHON, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', OMP_NUM_THREADS: '1' },
    ...(cwd && { cwd }),
  })
  return { status, stdout: stdout ?? '', stderr: stderr ?? '' }
}

/**
 * The script and its arguments run by several processes of this machine. What they write is copied from files: passed on
 * directly, it fails in a torch older than its Python.
 */
export function torchrun(processes: number, args: readonly string[], cwd: string) {
  const launcher = ['-m', 'torch.distributed.run', '--standalone', `--nproc_per_node=${processes}`]
  const copied = ['--redirects=1', '--tee=1', `--log_dir=${path.join(cwd, 'logs')}`]
  const { stdout, ...rest } = python([...launcher, ...copied, ...args], '', cwd)
  return { ...rest, stdout: stdout.replaceAll(/^\[default\d+\]:/gm, '') }
}

export const hasPython = python(['--version']).status === 0
export const hasTorch = hasPython && python(['-c', 'import torch']).status === 0
if (!hasTorch) console.log(`train.py is not run: ${PYTHON} ${hasPython ? 'has no torch' : 'is not here'}`)
