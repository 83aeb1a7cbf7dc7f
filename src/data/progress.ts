/** Adds up the progress of the four downloads, in packed bytes whatever the server makes of them. */
import type { OnProgress } from './dataset.ts'
import { isGzip } from './gunzip.ts'
import { FILE_ROLES, type FileRole, type Source } from './sources.ts'

export type TrackFile = (role: FileRole) => (received: number, chunk?: Uint8Array) => void

export function trackDownload({ files }: Source, onProgress?: OnProgress): TrackFile {
  const total = FILE_ROLES.reduce((sum, role) => sum + files[role].bytes, 0)
  const done = new Map<FileRole, number>()
  return (role) => {
    let packed: boolean | null = null
    return (received, chunk) => {
      packed ??= chunk === undefined || isGzip(chunk)
      const whole = packed ? files[role].bytes : files[role].unpackedBytes
      done.set(role, Math.min(1, received / whole) * files[role].bytes)
      onProgress?.('download', Math.round([...done.values()].reduce((sum, bytes) => sum + bytes, 0)), total)
    }
  }
}
