/** The present run as files, and files as runs. The formats are loaded on demand. */
import type { Core } from '../core.ts'
import { partInTime } from '../part-in-time.ts'
import type { LabState } from '../state.ts'
import { configJson, configOf, metricsCsv } from '../export.ts'
import { createReading } from './reading.ts'
import type { SavedRun } from './saved-run.ts'
import { takeRun } from './take.ts'

export const CHECKPOINT_FILES = ['model.safetensors', 'everything.zip', 'train.py'] as const
export type CheckpointFile = (typeof CHECKPOINT_FILES)[number]

const files = () => partInTime(import('./checkpoint-file.ts'))
const bundles = () => partInTime(import('./bundle.ts'))
const script = async (): Promise<string> => (await partInTime(import('./train.py?raw'))).default

let parts: Promise<unknown> | null = null

/**
 * Fetches the code for files beforehand, so that a run can be saved even if the server is lost. A failed part
 * is fetched again when needed.
 */
export function fetchFileParts(): void {
  parts ??= Promise.allSettled([files(), bundles(), script()])
}

export const readFile = createReading({
  here: async (file) => (await bundles()).readRunIn(file),
})

/** Beside its checkpoint: of the same step, with the same lanes, and those that are still to leave. */
function configBeside({ settings, dataset, snapshot }: SavedRun, state: LabState, version: string): string {
  const { opened, lanes, landed, guide } = state
  const saved = (snapshot.lanes ?? []).map(({ lane, live }) => ({
    lane,
    step: lanes.find((one) => one.lane === lane)?.step ?? 0,
    live,
  }))
  const { step } = snapshot
  const run = { settings, landed, guide, lanes: saved, step, opened: opened && { ...opened, dataset } }
  return configJson(configOf(run, version))
}

/** Null if there is no model. */
async function makeFile(core: Core, file: CheckpointFile, version: string): Promise<Blob | null> {
  if (file === 'train.py') return new Blob([await script()], { type: 'text/x-python' })
  const saved = await takeRun(core)
  if (!saved) return null
  const checkpoint = (await files()).writeCheckpoint(saved, version)
  if (file === 'model.safetensors') return new Blob([checkpoint])
  const state = core.get()
  const config = configBeside(saved, state, version)
  const parts = { config, metrics: metricsCsv(state.history.current), checkpoint }
  return new Blob([(await bundles()).writeBundle({ ...parts, script: await script() })], {
    type: 'application/zip',
  })
}

/** One at a time; null, and a message, if the file could not be made. */
export async function packFile(core: Core, file: CheckpointFile, version: string): Promise<Blob | null> {
  const show = (isPacking: boolean) => core.set({ checkpoints: { ...core.get().checkpoints, isPacking } })
  if (core.get().checkpoints.isPacking) return null
  show(true)
  try {
    const made = await makeFile(core, file, version)
    if (!made) core.tell('error', { code: 'not-open', params: {} })
    return made
  } catch (thrown) {
    core.fail(thrown)
    return null
  } finally {
    show(false)
  }
}
