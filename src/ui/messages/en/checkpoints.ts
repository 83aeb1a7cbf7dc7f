/** The words of saved runs and of the files that hold one, in English. */
import type { Params, Sentence, Teller } from '../told.ts'
import { NOTHING_CHANGED } from './data-faults.ts'
import { moment } from '../moment.ts'
import { counted } from './count.ts'
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
  savedRunsHint: 'The page was left with a run that can go on from the step that was saved last.',
  resumeRun: (run: Run) => `Resume ${runText(run)}`,
  allSavedRuns: 'All saved runs',
  shelfHint: ({ runs, bytes: size }: { runs: number; bytes: number }) =>
    runs === 0
      ? 'The browser holds no run that could go on here.'
      : `${runs === 1 ? 'One run' : `${runs} runs`}, about ${room(size)} of the browser’s storage.`,
  shelfNote: 'A run that is open in a tab is not among them. The six newest are kept.',
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
  startFreshHint: 'Deletes nothing: the saved runs are offered again the next time the page opens.',
  pytorchScript: 'PyTorch script',
}

/** Why the browser's storage does not do what it is asked. */
const troubles: Readonly<Record<string, string>> = {
  full: 'the browser’s storage is full',
  forbidden: 'the browser does not let the page store anything, as in some private windows',
  gone: 'the browser has closed or cleared the page’s storage',
  timeout: 'the browser’s storage does not answer',
  damaged: 'the browser’s storage reports an error',
  newer: 'a newer version of the lab, open in another tab, has changed the storage',
}

export const checkpointAnnouncements: Readonly<Record<string, Sentence>> = {
  resumed: ({ step }) => `The run goes on from step ${f.integer(Number(step))}`,
  removed: ({ runs, left }) =>
    `${Number(runs) === 1 ? 'One saved run' : `${runs} saved runs`} deleted, ${Number(left) === 0 ? 'none' : left} left`,
}

const EXPORT_AGAIN = 'Export it again, or take another copy.'

const wrong =
  (what: (params: Params) => string, todo = EXPORT_AGAIN): Teller =>
  (params) => ({ what: what(params), kept: NOTHING_CHANGED, todo })

const ONLY_OWN = 'The lab opens the model.safetensors and the everything.zip that its Export makes.'
export const OUT_OF_MEMORY = 'The browser refused the memory that the computation needs.'
export const SMALLER =
  'Lower the hidden layers, the batch size or the samples L; closing other tabs may help, too.'
const bytes = (value: unknown) => counted(value, 'byte')

function deviceEnded(backend: string, fault: string, why: string, isBack: boolean): string {
  if (fault === 'device-failed')
    return `The graphics device refused what ${backend} asked of it${isBack ? '' : ' again and again'}${why}.`
  return `${backend} lost the graphics device${why}${isBack ? '' : ' and did not get it back'}.`
}

export const checkpointFaults: Readonly<Record<string, Teller>> = {
  'file-too-large': wrong(
    ({ file, limit }) =>
      `${file} is larger than ${f.megabytes(Number(limit))} MB, which no run of this lab is, and was not read.`,
    ONLY_OWN,
  ),
  'safetensors-none': wrong(({ file }) => `${file} is no safetensors file.`, ONLY_OWN),
  'safetensors-truncated': wrong(
    ({ file, expected, found }) =>
      `${file} is cut short: it has ${bytes(found)}, its head promises ${bytes(expected)}.`,
  ),
  'safetensors-trailing': wrong(
    ({ file, expected, found }) =>
      `${file} is too long: it has ${bytes(found)}, its head promises ${bytes(expected)}.`,
  ),
  'safetensors-header': wrong(({ file, detail }) => `The head of ${file} cannot be read (${detail}).`),
  'safetensors-dtype': wrong(
    ({ file, tensor, dtype }) =>
      `${file} has ${tensor} as ${dtype}; the lab reads single precision (F32) only.`,
    'Convert it to F32, or export it again.',
  ),
  'safetensors-shape': wrong(
    ({ file, tensor, shape, bytes: size }) =>
      `In ${file}, ${tensor} says it is ${shape || 'one number'}, which is not what its ${bytes(size)} hold.`,
  ),
  'safetensors-offsets': wrong(
    ({ file, tensor }) => `In ${file}, ${tensor} does not begin where the tensor before it ends.`,
  ),
  'safetensors-not-finite': wrong(
    ({ file, tensor }) => `${file} has a value in ${tensor} that is not finite: such a run could not go on.`,
    'Take an earlier checkpoint.',
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
  'zip-entry-missing': wrong(({ file, entry }) => `${file} has no ${entry} in it.`, ONLY_OWN),
  'zip-several': wrong(
    ({ file, entry, count }) => `${file} holds ${counted(count, 'run')}, each with a ${entry}.`,
    'Unpack it and open the model.safetensors of one of them.',
  ),
  'contents-wrong': wrong(
    ({ file, at, expected }) => `${file} is damaged, or of another version: ${at} should be ${expected}.`,
  ),
  'checkpoint-foreign': wrong(({ file }) => `${file} is no checkpoint of this lab.`, ONLY_OWN),
  'checkpoint-version': wrong(
    ({ file, version, known }) =>
      `${file} has format version ${version || 'unknown'}; this page reads version ${known}.`,
    'Reload the page: a newer lab may read it.',
  ),
  'checkpoint-checksum': wrong(({ file }) => `${file} is damaged: its checksum is wrong.`),
  'checkpoint-architecture': wrong(
    ({ tensor, expected, found }) =>
      `The weights are those of another architecture: ${tensor} should be ${expected}, there is ${found}.`,
  ),
  'checkpoint-size': wrong(
    ({ tensor, shape, expected, found }) =>
      `${tensor} is damaged: it is ${shape}, which takes ${counted(expected, 'value')}, and has ${f.integer(Number(found))}.`,
  ),
  'checkpoint-value': wrong(
    ({ tensor }) => `A value in ${tensor} is not possible, so the run could not go on.`,
    'Take an earlier checkpoint.',
  ),
  'checkpoint-other-data': wrong(
    ({ images, name }) =>
      `The run was trained on ${counted(images, 'other image')} than the page has now (${datasetName(name)}).`,
    'Open the images that it was trained on first, then the run again.',
  ),
  'checkpoint-needs-files': wrong(
    ({ file }) => `The run in ${file} was trained on images of your own, which are not in it.`,
    'Drop those IDX files on the page first, then the run again.',
  ),
  'snapshot-not-finite': () => ({
    what: 'The weights are not finite just now, so they were not saved.',
    kept: 'What was saved before is still there.',
    todo: 'Lower the learning rate.',
  }),
  'saved-run-gone': () => ({
    what: 'That run cannot go on here: it is open in another tab, or the browser has cleared it.',
    kept: NOTHING_CHANGED,
  }),
  'saved-run-unreadable': ({ at, expected, detail }) => ({
    what: `That saved run cannot be read: ${at ? `${at} should be ${expected}` : detail}.`,
    kept: 'It is no longer offered. It stays in the browser’s storage until you delete it there.',
    todo: 'Another version of the lab may read it: try “Saved runs” in the Export menu after an update.',
  }),
  'saved-runs-out-of-reach': ({ reason }) => ({
    what: `Saved runs could not be looked for: ${troubles[String(reason)] ?? reason}.`,
    kept: NOTHING_CHANGED,
    todo: 'Choose “Saved runs” in the Export menu to look again.',
  }),
  'autosave-failed': ({ reason }) => ({
    what: `The run is not being saved: ${troubles[String(reason)] ?? reason}.`,
    kept: 'Training goes on, and saving is tried again now and then, and at every Pause.',
    todo: `${reason === 'full' ? 'Delete saved runs in the Export menu, or export' : 'Export'} model.safetensors before you close the page.`,
  }),
  'files-not-kept': ({ reason }) => ({
    what: `Your files could not be stored in the browser: ${troubles[String(reason)] ?? reason}.`,
    kept: 'Training goes on. Until the page is closed they are all here.',
    todo: 'Keep the files: a saved run on them asks for them when the page has been opened again.',
  }),
  'saved-run-needs-files': () => ({
    what: 'The run was trained on files of your own, which the browser does not hold any more.',
    kept: 'The run is kept as it was.',
    todo: 'Drop those IDX files on the page first, then resume the run.',
  }),
  'resumed-elsewhere': ({ before, now }) => ({
    what: `The run was computed on ${backendName(before)} and goes on on ${backendName(now)}.`,
    kept: 'It is the same run up to rounding.',
  }),
  'device-replaced': ({ step, before, now, detail, fault }) => ({
    what: deviceEnded(backendName(before), String(fault), detail ? ` (${detail})` : '', before === now),
    kept: `The run goes on with ${backendName(now)} from step ${f.integer(Number(step))}.`,
    ...(before !== now && {
      todo: `To try ${backendName(before)} again, reload the page and choose it by name.`,
    }),
  }),
  'out-of-memory-kept': ({ step }) => ({
    what: OUT_OF_MEMORY,
    kept: `The run is kept as it was at step ${f.integer(Number(step))}, paused.`,
    todo: SMALLER,
  }),
  'worker-restarted': ({ step, ...why }) => ({
    what: `The computation stopped unexpectedly${whyStopped(why)} and was started again.`,
    kept: `The run goes on from step ${f.integer(Number(step))}.`,
  }),
  'worker-crashed-again': ({ step, ...why }) => ({
    what: `The computation stopped unexpectedly again and again${whyStopped(why)}.`,
    kept: `The run is kept as it was at step ${f.integer(Number(step))}.`,
    todo: 'Train tries once more from there. If that does not help, choose another backend and Reset.',
  }),
}
