/**
 * Opens files from the user: a checkpoint, images to train on, settings, or several of these at once. Unusable
 * files are named in one message; the rest is opened nevertheless.
 */
import type { OwnFiles } from '../storage/files.ts'
import type { Checkpoints } from './checkpoints/index.ts'
import type { Core } from './core.ts'
import { sortDropped, type Dropped } from './dropped.ts'
import { MAX_CONFIG_LENGTH } from './export.ts'
import type { Wish } from './opening.ts'
import { readOwnFiles } from './own-files.ts'

export interface OpeningFiles {
  readonly core: Core
  readonly checkpoints: Checkpoints
  open(wish: Wish): Promise<boolean>
  /** Applies a config.json; null if the text is not one. Resolves when the lanes that it names have left. */
  paste(text: string): Promise<void> | null
}

async function openConfig({ core, paste }: OpeningFiles, config: File): Promise<void> {
  const params = { file: config.name }
  const text = config.size > MAX_CONFIG_LENGTH ? '' : await config.text().catch(() => null)
  if (text === null) core.tell('error', { code: 'files-unreadable', params })
  else await (paste(text) ?? core.tell('error', { code: 'not-a-config', params }))
}

/** Selects what to read: one run or one set of images, and settings with these. */
function choose({ runs, configs, data, others }: Dropped) {
  const run = runs[0] ?? null
  const config = (run ? null : configs[0]) ?? null
  const unused = [...runs, ...configs, ...others].filter((file) => file !== run && file !== config)
  return { run, config, data, unused }
}

function tellUnused({ core }: OpeningFiles, unused: readonly File[], all: number): void {
  const [first] = unused
  if (!first) return
  if (unused.length === all) core.tell('error', { code: 'files-unrecognised', params: { file: first.name } })
  else {
    const names = unused.map(({ name }) => name).join(', ')
    core.tell('notice', { code: 'files-left-out', params: { count: unused.length, names } })
  }
}

export async function openFiles(parts: OpeningFiles, files: readonly File[]): Promise<void> {
  const { core, checkpoints, open } = parts
  const { run, config, data, unused } = choose(await sortDropped(files))
  let own: OwnFiles | null = null
  try {
    if (data.length > 0) own = await readOwnFiles(data)
  } catch (thrown) {
    return core.fail(thrown)
  }
  tellUnused(parts, unused, files.length)
  if (run) return checkpoints.openFile(run, own)
  if (config) await openConfig(parts, config)
  if (own) await open({ settings: core.get().settings, files: own })
}
