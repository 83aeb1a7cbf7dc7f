/**
 * Deferred work: done only when its result is needed. A consumer may fuse it with its own: a kernel that
 * applies a gradient need not read it back from memory.
 */
import { engine, type DataId, type Tensor } from '@tensorflow/tfjs-core'
import type { WebGpuBackend } from './tfjs.ts'

/** A description of deferred work, for consumers that can fuse it; read only by the file that defines it. */
export interface Recipe {
  readonly of: string
}

export interface DeferredWork<R extends Recipe = Recipe> {
  readonly recipe: R
  readonly writes: readonly Tensor[]
  /** Kept until the work is done or no longer needed, even if the tensors are disposed. */
  readonly reads: readonly Tensor[]
  run(): void
}

export interface PutOff {
  add<R extends Recipe>(work: DeferredWork<R>): void
  /** The recipe of a tensor that has not been computed yet. */
  recipe(tensor: Tensor): Recipe | null
  /** Runs this in place of the deferred work; it must write all outputs of that work. */
  instead(recipe: Recipe, run: () => void): void
}

interface Entry {
  readonly work: DeferredWork
  /** Outputs that may still be needed. */
  readonly open: Set<DataId>
}

/** The backend's original methods. */
const methodsOf = (backend: WebGpuBackend) => ({
  uploadToGPU: backend.uploadToGPU.bind(backend),
  read: backend.read.bind(backend),
  readSync: backend.readSync.bind(backend),
  disposeData: backend.disposeData.bind(backend),
})

/** Releases the inputs of the work. */
function releaseFrom(backend: WebGpuBackend, { work: { reads } }: Entry): void {
  for (const { dataId } of reads) if (backend.disposeData(dataId)) engine().removeDataId(dataId, backend)
}

export function createPutOff(backend: WebGpuBackend): PutOff {
  const entries = new Map<DataId, Entry>()
  const original = methodsOf(backend)
  const release = (entry: Entry) => releaseFrom(backend, entry)

  function forget(entry: Entry): void {
    for (const dataId of entry.open) entries.delete(dataId)
    entry.open.clear()
  }

  function settle(dataId: DataId): void {
    const entry = entries.get(dataId)
    if (!entry) return
    forget(entry)
    entry.work.run()
    release(entry)
  }

  backend.uploadToGPU = (dataId) => {
    settle(dataId)
    original.uploadToGPU(dataId)
  }
  backend.read = (dataId: object) => {
    settle(dataId)
    return original.read(dataId)
  }
  backend.readSync = (dataId: object) => {
    settle(dataId)
    return original.readSync(dataId)
  }
  backend.disposeData = (dataId: object, force?: boolean) => {
    const isGone = original.disposeData(dataId, force)
    const entry = isGone ? entries.get(dataId) : undefined
    if (entry) {
      entries.delete(dataId)
      entry.open.delete(dataId)
      if (entry.open.size === 0) release(entry)
    }
    return isGone
  }

  return {
    add(work) {
      for (const { dataId } of work.reads) backend.incRef(dataId)
      const entry = { work, open: new Set(work.writes.map(({ dataId }) => dataId)) }
      for (const { dataId } of work.writes) {
        original.uploadToGPU(dataId) // TF.js assumes that a tensor not on the device has values in JavaScript
        entries.set(dataId, entry)
      }
    },
    recipe: ({ dataId }) => entries.get(dataId)?.work.recipe ?? null,
    instead(recipe, run) {
      const entry = [...entries.values()].find(({ work }) => work.recipe === recipe)
      if (entry) forget(entry)
      run()
      if (entry) release(entry)
    },
  }
}
