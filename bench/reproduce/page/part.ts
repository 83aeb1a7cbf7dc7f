/** A run on its way as text: it can be kept, and gone on with exactly, by another page. */
import type { TrainRow } from '../../../src/protocol/metrics.ts'
import type { NamedTensor, Snapshot } from '../../../src/protocol/snapshot.ts'

export interface RunPart {
  readonly snapshot: Snapshot
  /** All that were logged so far. */
  readonly rows: readonly TrainRow[]
}

/** As many characters as a call takes arguments at most. */
const AT_ONCE = 0x8000

function toBase64(values: Float32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  let text = ''
  for (let first = 0; first < bytes.length; first += AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(first, first + AT_ONCE))
  return btoa(text)
}

const fromBase64 = (text: string): Float32Array =>
  new Float32Array(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer)

/** With lanes beside the first it would lose their values, so there must be none. */
export function textOfPart({ snapshot, rows }: RunPart): string {
  const tensors = snapshot.tensors.map((one) => ({ ...one, values: toBase64(one.values) }))
  return JSON.stringify({ snapshot: { ...snapshot, tensors }, rows })
}

export function partOf(text: string): RunPart {
  const { snapshot, rows } = JSON.parse(text)
  const tensors = snapshot.tensors.map((one: NamedTensor & { values: string }) => ({
    ...one,
    values: fromBase64(one.values),
  }))
  return { snapshot: { ...snapshot, tensors }, rows }
}
