/** Reads the file of one run, then ends. Scanning the bytes of a large file takes a second or more. */
import { toFault } from '../../protocol/errors.ts'
import { readRunIn } from './bundle.ts'
import type { FromReader } from './reading.ts'

const say = (message: FromReader, buffers: Transferable[] = []) =>
  self.postMessage(message, { transfer: buffers })

self.onmessage = async ({ data }: MessageEvent<File>) => {
  try {
    const saved = await readRunIn(data)
    const buffers = new Set(saved.snapshot.tensors.map(({ values }) => values.buffer as ArrayBuffer))
    say({ type: 'read', saved }, [...buffers])
  } catch (thrown) {
    say({ type: 'refused', fault: toFault(thrown) })
  }
}
say({ type: 'ready' })
