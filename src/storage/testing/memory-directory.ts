/** A folder of the private file system in memory, with the faults that one meets. */

export interface MemoryDirectory {
  readonly open: () => Promise<FileSystemDirectoryHandle>
  readonly files: Map<string, Uint8Array>
  /** How many bytes it takes in all. */
  room: number
  /** What the next step does instead of what it should. */
  fault: 'none' | 'rejects' | 'hangs'
  readonly lastModified: Map<string, number>
}

export function memoryDirectory(): MemoryDirectory {
  const files = new Map<string, Uint8Array>()
  const lastModified = new Map<string, number>()
  const state: MemoryDirectory = { open, files, room: Infinity, fault: 'none', lastModified }

  function access(name: string) {
    return {
      write(bytes: Uint8Array, { at }: { at: number }): number {
        const before = files.get(name) ?? new Uint8Array()
        const fits = Math.max(0, Math.min(bytes.byteLength, state.room - at))
        const after = new Uint8Array(Math.max(before.byteLength, at + fits))
        after.set(before)
        after.set(bytes.subarray(0, fits), at)
        files.set(name, after)
        return fits
      },
      flush: () => undefined,
      close: () => undefined,
    }
  }
  const handle = (name: string) => ({
    createSyncAccessHandle: async () => access(name),
    getFile: async () => ({
      lastModified: lastModified.get(name) ?? Date.now(),
      arrayBuffer: async () => files.get(name)!.slice().buffer,
    }),
  })
  async function open(): Promise<FileSystemDirectoryHandle> {
    if (state.fault === 'rejects') throw new DOMException('not here', 'SecurityError')
    if (state.fault === 'hangs') await new Promise(() => {})
    return {
      async getFileHandle(name: string, { create = false } = {}) {
        if (!files.has(name) && !create) throw new DOMException('no such file', 'NotFoundError')
        if (!files.has(name)) files.set(name, new Uint8Array())
        return handle(name)
      },
      async *keys() {
        yield* [...files.keys()]
      },
      removeEntry: async (name: string) => void files.delete(name),
    } as unknown as FileSystemDirectoryHandle
  }
  return state
}
