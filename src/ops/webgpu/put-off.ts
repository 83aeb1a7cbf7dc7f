/**
 * Work that is put off until someone wants what it writes. Whoever wants it may know how to do it together with its own:
 * a kernel that applies a gradient need not read one that has been written before.
 */
import { engine, type DataId, type Tensor } from '@tensorflow/tfjs-core'
import type { WebGpuBackend } from './tfjs.ts'

/** What is to be done, for those that can do it together with their own; read by its maker's file alone. */
export interface Recipe {
  readonly of: string
}

export interface Work<R extends Recipe = Recipe> {
  readonly recipe: R
  readonly writes: readonly Tensor[]
  /** Kept until the work is done or is wanted no more, whatever becomes of the tensors. */
  readonly reads: readonly Tensor[]
  run(): void
}

export interface PutOff {
  add<R extends Recipe>(work: Work<R>): void
  /** How a tensor is to be made, if nobody has wanted it so far. */
  recipe(tensor: Tensor): Recipe | null
  /** Does this in the work's place, by which all that it was to write is written. */
  instead(recipe: Recipe, run: () => void): void
}

interface Entry {
  readonly work: Work
  /** What of it may still be wanted. */
  readonly open: Set<DataId>
}

/** What the backend does of itself. */
const methodsOf = (backend: WebGpuBackend) => ({
  uploadToGPU: backend.uploadToGPU.bind(backend),
  read: backend.read.bind(backend),
  readSync: backend.readSync.bind(backend),
  disposeData: backend.disposeData.bind(backend),
})

/** Gives up what the work was to read. */
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
        original.uploadToGPU(dataId) // TF.js takes what is not on the device for numbers that it has at hand
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
