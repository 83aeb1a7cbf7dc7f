/** The words of saved runs and of the files that hold one, in English. */
import type { Params, Sentence, Teller } from '../told.ts'
import { NOTHING_CHANGED } from './data-faults.ts'
import { moment } from '../moment.ts'
import { counted } from './format.ts'
import { format as f } from './format.ts'
import { backendName, datasetName, estimatorName } from './settings.ts'

interface Run {
  savedAt: number
  step: number
  dataset: string
  estimator: string
  /** About how many steps were taken after it; missing where that is not known. */
  behind?: number
}

/** Why a worker stopped, in brackets. */
export function whyStopped({ detail, silent }: Params): string {
  if (silent) return ` (it did not answer for ${f.integer(Number(silent))} s)`
  return detail ? ` (${detail})` : ''
}

/** To two figures. */
const about = (steps: number) => Number(steps.toPrecision(2))

/** How much of the run is lost. */
const behindText = ({ behind = 0 }: Run) =>
  behind === 0 ? '' : `, about ${f.integer(about(behind))} ${behind === 1 ? 'step' : 'steps'} before the end`

/** As it stands in a sentence. */
const runText = (run: Run) =>
  `run of ${moment(run.savedAt)}, step ${f.integer(run.step)}${behindText(run)}, ${datasetName(run.dataset)}, ${estimatorName(
    run.estimator,
  )}`

/** What is stored takes some room, however little. */
const room = (size: number) => `${f.megabytes(Math.max(size, 1e5))} MB`

export const checkpointsText = {
  savedRuns: 'Saved runs',
  savedRunsHint: 'The page was closed during a run. It can be resumed from the last saved step.',
  resumeRun: (run: Run) => `Resume ${runText(run)}`,
  allSavedRuns: 'All saved runs',
  shelfHint: ({ runs, bytes: size }: { runs: number; bytes: number }) =>
    runs === 0
      ? 'No saved run can be resumed.'
      : `${runs === 1 ? 'One run' : `${runs} runs`}, about ${room(size)} of the browser’s storage.`,
  shelfNote: 'Runs that are open in a tab are not listed. The six newest are kept.',
  savedRun: (run: Run) =>
    runText(run)
      .replace(/^run of /, '')
      .replace(/, /, ' · '),
  savedRunSize: ({ bytes: size }: { bytes: number }) => room(size),
  savedRunUnreadable: 'This version of the lab cannot read it.',
  resume: 'Resume',
  deleteRun: (run: Run) => `Delete ${runText(run)}`,
  delete: 'Delete',
  deleteAll: 'Delete all',
  deleteForGood: 'Delete for good',
  keep: 'Keep',
  close: 'Close',
  startFresh: 'Start fresh',
  startFreshHint: 'Deletes nothing: the saved runs are offered again when the page is next opened.',
  pytorchScript: 'PyTorch script',
}

/** Why the browser's storage does not do what it is asked. */
const troubles: Readonly<Record<string, string>> = {
  full: 'the browser’s storage is full',
  forbidden: 'the browser does not allow the page to store anything, as in some private windows',
  gone: 'the browser has closed or cleared the page’s storage',
  timeout: 'the browser’s storage does not respond',
  damaged: 'the browser’s storage reports an error',
  newer: 'a newer version of the lab, open in another tab, has changed the storage',
}

export const checkpointAnnouncements: Readonly<Record<string, Sentence>> = {
  resumed: ({ step }) => `Resumed at step ${f.integer(Number(step))}`,
  removed: ({ runs, left }) =>
    `${Number(runs) === 1 ? 'One saved run' : `${runs} saved runs`} deleted, ${Number(left) === 0 ? 'none' : left} left`,
}

const EXPORT_AGAIN = 'Export it again, or use another copy.'

const wrong =
  (what: (params: Params) => string, todo = EXPORT_AGAIN): Teller =>
  (params) => ({ what: what(params), kept: NOTHING_CHANGED, todo })

const ONLY_OWN = 'The lab opens model.safetensors and everything.zip as written by its Export.'
export const OUT_OF_MEMORY = 'The browser refused the memory that the computation needs.'
export const SMALLER =
  'Use smaller hidden layers, a smaller batch size or fewer samples per image L; closing other tabs may also help.'
const bytes = (value: unknown) => counted(value, 'byte')

function deviceEnded(backend: string, fault: string, why: string, isBack: boolean): string {
  if (fault === 'device-failed')
    return `The graphics device ${isBack ? '' : 'repeatedly '}rejected commands of ${backend}${why}.`
  return `${backend} lost the graphics device${why}${isBack ? '' : ' and could not recover it'}.`
}

export const checkpointFaults: Readonly<Record<string, Teller>> = {
  'file-too-large': wrong(
    ({ file, limit }) =>
      `${file} is larger than ${f.megabytes(Number(limit))} MB, more than any run of this lab needs, and was not read.`,
    ONLY_OWN,
  ),
  'safetensors-none': wrong(({ file }) => `${file} is not a safetensors file.`, ONLY_OWN),
  'safetensors-truncated': wrong(
    ({ file, expected, found }) =>
      `${file} is truncated: it has ${bytes(found)}, its header declares ${bytes(expected)}.`,
  ),
  'safetensors-trailing': wrong(
    ({ file, expected, found }) =>
      `${file} is too long: it has ${bytes(found)}, its header declares ${bytes(expected)}.`,
  ),
  'safetensors-header': wrong(({ file, detail }) => `The header of ${file} cannot be read (${detail}).`),
  'safetensors-dtype': wrong(
    ({ file, tensor, dtype }) =>
      `${tensor} in ${file} is ${dtype}; the lab reads only single precision (F32).`,
    'Convert it to F32, or export it again.',
  ),
  'safetensors-shape': wrong(
    ({ file, tensor, shape, bytes: size }) =>
      `In ${file}, ${tensor} has shape ${shape || 'scalar'}, which does not match its ${bytes(size)}.`,
  ),
  'safetensors-offsets': wrong(
    ({ file, tensor }) => `In ${file}, ${tensor} does not begin where the tensor before it ends.`,
  ),
  'safetensors-not-finite': wrong(
    ({ file, tensor }) =>
      `${file} contains a value in ${tensor} that is not finite, so the run cannot be resumed.`,
    'Use an earlier checkpoint.',
  ),
  'zip-corrupt': wrong(({ file, detail }) => `${file} is a damaged zip file: ${detail}.`),
  'zip-unsupported': wrong(
    ({ file, detail }) => `${file} cannot be unpacked here: ${detail}.`,
    'Unpack it yourself and open its model.safetensors.',
  ),
  'zip-too-large': wrong(
    ({ file, limit }) => `${file} would unpack to more than ${f.megabytes(Number(limit))} MB.`,
    ONLY_OWN,
  ),
  'zip-entry-missing': wrong(({ file, entry }) => `${file} does not contain ${entry}.`, ONLY_OWN),
  'zip-several': wrong(
    ({ file, entry, count }) => `${file} holds ${counted(count, 'run')}, each with a ${entry}.`,
    'Unpack it and open the model.safetensors of one of them.',
  ),
  'contents-wrong': wrong(
    ({ file, at, expected }) => `${file} is damaged or from another version: ${at} should be ${expected}.`,
  ),
  'checkpoint-foreign': wrong(({ file }) => `${file} is not a checkpoint of this lab.`, ONLY_OWN),
  'checkpoint-version': wrong(
    ({ file, version, known }) =>
      `${file} has format version ${version || 'unknown'}; this page reads version ${known}.`,
    'Reload the page: a newer lab may read it.',
  ),
  'checkpoint-checksum': wrong(({ file }) => `${file} is damaged: its checksum is wrong.`),
  'checkpoint-architecture': wrong(
    ({ tensor, expected, found }) =>
      `The weights belong to another architecture: ${tensor} should be ${expected} but is ${found}.`,
  ),
  'checkpoint-size': wrong(
    ({ tensor, shape, expected, found }) =>
      `${tensor} is damaged: its shape ${shape} needs ${counted(expected, 'value')}, but it has ${f.integer(Number(found))}.`,
  ),
  'checkpoint-value': wrong(
    ({ tensor }) => `A value in ${tensor} is impossible, so the run cannot be resumed.`,
    'Use an earlier checkpoint.',
  ),
  'checkpoint-other-data': wrong(
    ({ images, name }) =>
      `The run was trained on ${counted(images, 'image')} that differ from those loaded now (${datasetName(name)}).`,
    'Open the images it was trained on first, then open the run again.',
  ),
  'checkpoint-needs-files': wrong(
    ({ file }) => `The run in ${file} was trained on your own images, which are not in the file.`,
    'Drop those IDX files on the page first, then open the run again.',
  ),
  'snapshot-not-finite': () => ({
    what: 'The weights are not finite at the moment, so they were not saved.',
    kept: 'The last saved state is kept.',
    todo: 'Lower the learning rate.',
  }),
  'saved-run-gone': () => ({
    what: 'That run cannot be resumed: it is open in another tab, or the browser has cleared it.',
    kept: NOTHING_CHANGED,
  }),
  'saved-run-unreadable': ({ at, expected, detail }) => ({
    what: `That saved run cannot be read: ${at ? `${at} should be ${expected}` : detail}.`,
    kept: 'It is no longer offered. It stays in the browser’s storage until you delete it there.',
    todo: 'Another version of the lab may read it: try “Saved runs” in the Export menu after an update.',
  }),
  'saved-runs-out-of-reach': ({ reason }) => ({
    what: `The saved runs could not be listed: ${troubles[String(reason)] ?? reason}.`,
    kept: NOTHING_CHANGED,
    todo: 'Choose “Saved runs” in the Export menu to look again.',
  }),
  'autosave-failed': ({ reason }) => ({
    what: `The run is not being saved: ${troubles[String(reason)] ?? reason}.`,
    kept: 'Training continues. Saving is retried from time to time and at every Pause.',
    todo: `${reason === 'full' ? 'Delete saved runs in the Export menu, or export' : 'Export'} model.safetensors before you close the page.`,
  }),
  'files-not-kept': ({ reason }) => ({
    what: `Your files could not be stored in the browser: ${troubles[String(reason)] ?? reason}.`,
    kept: 'Training continues. The files stay available until the page is closed.',
    todo: 'Keep the files: a saved run needs them when the page is opened again.',
  }),
  'saved-run-needs-files': () => ({
    what: 'The run was trained on your own files, which the browser no longer stores.',
    kept: 'The saved run is unchanged.',
    todo: 'Drop those IDX files on the page first, then resume the run.',
  }),
  'resumed-elsewhere': ({ before, now }) => ({
    what: `The run was computed with ${backendName(before)} and continues with ${backendName(now)}.`,
    kept: 'It is the same run up to rounding.',
  }),
  'device-replaced': ({ step, before, now, detail, fault }) => ({
    what: deviceEnded(backendName(before), String(fault), detail ? ` (${detail})` : '', before === now),
    kept: `The run continues with ${backendName(now)} from step ${f.integer(Number(step))}.`,
    ...(before !== now && {
      todo: `To try ${backendName(before)} again, reload the page and choose it explicitly.`,
    }),
  }),
  'out-of-memory-kept': ({ step }) => ({
    what: OUT_OF_MEMORY,
    kept: `The run is paused at step ${f.integer(Number(step))}; nothing before it is lost.`,
    todo: SMALLER,
  }),
  'worker-restarted': ({ step, ...why }) => ({
    what: `The computation stopped unexpectedly${whyStopped(why)} and was restarted.`,
    kept: `The run continues from step ${f.integer(Number(step))}.`,
  }),
  'worker-crashed-again': ({ step, ...why }) => ({
    what: `The computation stopped unexpectedly several times${whyStopped(why)}.`,
    kept: `The run is kept at step ${f.integer(Number(step))}.`,
    todo: 'Train tries again from there. If that does not help, choose another backend and press Reset.',
  }),
}
