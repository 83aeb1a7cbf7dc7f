/** A Python that has torch, alone and in several processes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pythonWith } from '../../scripts/python.mjs'
import { runPython } from './python.ts'

const WITH_TORCH = pythonWith('torch')
export const hasTorch = WITH_TORCH !== null
if (!hasTorch) console.log('train.py is not run: no python3 here has torch (PYTHON names one)')

export const torch = (args: readonly string[], input = '', cwd?: string) =>
  runPython(WITH_TORCH, args, input, cwd)

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

function tryToMeet(): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'elbo-lab-meet-'))
  try {
    writeFileSync(path.join(folder, 'meet.py'), MEET)
    return torchrun(2, ['meet.py'], folder).status === 0
  } finally {
    rmSync(folder, { recursive: true })
  }
}

let meet: boolean | undefined

/** Whether two processes of torch find each other here at all: some machines let no process listen. */
export const processesMeet = (): boolean => (meet ??= tryToMeet())
