/**
 * The peer outside the browser: PyTorch in a process of its own, asked over standard input. Absent (null, with the
 * reason told) where there is no python3 with torch.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { pythonWith } from '../scripts/python.mjs'
import { targetsOf } from '../src/math/targets.ts'
import { parameterSpecs } from '../src/model/architecture.ts'
import type { Answered, PeerMethod } from './peers/browser-peer.ts'
import { architectureOf, createProblem, IMAGES, STANDARD } from './problem.ts'

const SCRIPT = fileURLToPath(new URL('./peers/pytorch.py', import.meta.url))

export interface NativePeer {
  start(): Promise<Answered>
  ask(method: PeerMethod, ...args: unknown[]): Promise<Answered>
  close(): void
}

const bytes = (arrays: readonly Float32Array[]) =>
  Buffer.concat(
    arrays.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  )

/** The first epoch of the problem: parameters, batches and noise as files. */
function writeProblem(folder: string, images: Uint8Array): void {
  const { batch, latent } = STANDARD
  const problem = createProblem(STANDARD, images)
  const steps = Array.from({ length: IMAGES / batch }, (_, step) => step)
  const shapes = {
    parameters: parameterSpecs(architectureOf(STANDARD)).map(({ shape }) => shape),
    batches: [steps.length, batch, 784],
    noise: [steps.length, batch, latent],
  }
  const write = (name: string, content: Buffer | string) => writeFileSync(path.join(folder, name), content)
  write('parameters.bin', bytes(problem.parameters))
  write('batches.bin', bytes(steps.map((step) => targetsOf(problem.batches.at(step)))))
  write('noise.bin', bytes(steps.map((step) => problem.noiseAt(step, batch))))
  write('shapes.json', JSON.stringify(shapes))
}

function converse(child: ChildProcess) {
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
  return async (request: object): Promise<unknown> => {
    child.stdin!.write(`${JSON.stringify(request)}\n`)
    const { value, done } = await lines.next()
    if (done) throw new Error('PyTorch ended; its message stands above')
    return (JSON.parse(value as string) as { value: unknown }).value
  }
}

export function openNative(images: Uint8Array): NativePeer | null {
  const python = pythonWith('torch, numpy')
  if (!python) return null
  const folder = mkdtempSync(path.join(os.tmpdir(), 'elbo-bench-'))
  writeProblem(folder, images)
  const child = spawn(python, [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] })
  const say = converse(child)
  return {
    start: async () => ({ id: 0, value: await say({ method: 'prepare', folder }), milliseconds: 0 }),
    async ask(method, steps) {
      const value = await say({ method, steps })
      return { id: 0, value, milliseconds: method === 'run' ? (value as number) : 0 }
    },
    close() {
      child.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
