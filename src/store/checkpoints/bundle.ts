/**
 * everything.zip: all files of a run in one, and its run read back. The parts are those that Export offers one
 * by one.
 */
import { FormatError } from '../../formats/errors.ts'
import { readZip, writeZip } from '../../formats/zip.ts'
import { isZip } from '../dropped.ts'
import { readConfig } from '../export.ts'
import { readCheckpointFile } from './checkpoint-file.ts'
import type { SavedRun } from './saved-run.ts'

export interface Bundle {
  readonly config: string
  readonly metrics: string
  readonly checkpoint: Uint8Array
  readonly script: string
}

const MODEL = 'model.safetensors'
const CONFIG = 'config.json'

const encode = (content: string) => new TextEncoder().encode(content)

export const writeBundle = ({ config, metrics, checkpoint, script }: Bundle): Uint8Array<ArrayBuffer> =>
  writeZip([
    { name: CONFIG, bytes: encode(config), pack: true },
    { name: 'metrics.csv', bytes: encode(metrics), pack: true },
    { name: MODEL, bytes: checkpoint, pack: false },
    { name: 'train.py', bytes: encode(script), pack: true },
  ])

/** The checkpoint is required; a config.json is optional, but must be valid. */
export function readBundle(bytes: Uint8Array, file = 'everything.zip'): SavedRun {
  const entries = readZip(bytes, [MODEL, CONFIG], file)
  const checkpoint = entries.get(MODEL)
  if (!checkpoint) throw new FormatError('zip-entry-missing', { file, entry: MODEL })
  const config = entries.get(CONFIG)
  if (config && !readConfig(new TextDecoder().decode(config)))
    throw new FormatError('contents-wrong', { file, at: CONFIG, expected: 'settings of this lab' })
  return readCheckpointFile(checkpoint, `${file}: ${MODEL}`)
}

/** Reads a file of either kind, whatever its name. Its size has been checked before. */
export async function readRunIn(file: File): Promise<SavedRun> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return isZip(bytes) ? readBundle(bytes, file.name) : readCheckpointFile(bytes, file.name)
}
