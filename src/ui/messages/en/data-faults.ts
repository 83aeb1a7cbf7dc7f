/** What can be wrong with data, in English. */
import type { Params, Sentence, Teller } from '../told.ts'
import { counted } from './format.ts'
import { format as f } from './format.ts'
import { datasetName } from './settings.ts'

export const NOTHING_CHANGED = 'Nothing has changed.'
const IDX_HELP =
  'The lab reads IDX files of 28 × 28 images in the format of MNIST (train-images-idx3-ubyte and the three other files), compressed with gzip or not.'

const bytes = (value: unknown) => counted(value, 'byte')

/** What went wrong with data, without what follows from it: that differs between a file and a fallback. */
const dataReasons: Readonly<Record<string, Sentence>> = {
  'idx-magic': ({ file, expected, found }) =>
    `${file} is not the expected IDX file: it begins with ${found} instead of ${expected}`,
  'idx-truncated': ({ file, expected, found }) =>
    `${file} is truncated: it has ${bytes(found)}, its header declares ${bytes(expected)}`,
  'idx-trailing': ({ file, expected, found }) =>
    `${file} is too long: it has ${bytes(found)}, its header declares ${bytes(expected)}`,
  'idx-size': ({ file, rows, columns }) =>
    `${file} has images of ${rows} × ${columns} pixels; the lab needs 28 × 28`,
  'idx-shape': ({ file, shape }) =>
    `${file} has images of shape ${shape}; the lab needs grey images of 28 × 28`,
  'idx-empty': ({ file }) => `${file} is empty: its header declares no items`,
  'idx-not-finite': ({ file, image }) =>
    `${file} has a pixel that is not finite, in image ${f.integer(Number(image))}`,
  'idx-label': ({ file, label, index }) =>
    `${file} has the label ${label} at position ${f.integer(Number(index))}; labels are whole numbers from 0 to 255`,
  'idx-counts': ({ file, images, labels }) =>
    `${file} does not match its images: ${counted(labels, 'label')} for ${counted(images, 'image')}`,
  'gzip-corrupt': ({ file }) => `${file} is a damaged gzip file`,
  'data-too-large': ({ file, limit }) => `${file} is larger than ${f.megabytes(Number(limit))} MB`,
  'fetch-missing': () => 'this browser cannot download files here',
  'data-unreachable': ({ file }) =>
    `${file} could not be reached: there is no network, or the server refuses requests from this page`,
  'data-http': ({ file, status }) => `the server answered ${status} for ${file}`,
  'data-stalled': ({ file, seconds }) => `the download of ${file} stalled for ${counted(seconds, 'second')}`,
  'data-checksum': ({ file }) => `the checksum of ${file} is wrong: it is not the original file`,
  'data-incomplete': ({ file }) => `the download of ${file} ended early`,
  'data-no-mirror': () => 'no public mirror of it is known',
  'data-cancelled': () => 'loading was cancelled',
  'files-none': () => 'no files were given',
  'files-unrecognised': ({ file }) => `${file} is not an IDX file, a config.json or a checkpoint of this lab`,
  'files-unreadable': ({ file }) => `${file} could not be read: it was moved or deleted, or it is a folder`,
  'files-too-many': ({ images, labels }) =>
    `${counted(images, 'file')} of images and ${counted(labels, 'file')} of labels are more than one training and one test set`,
  'files-many': ({ files, most }) =>
    `${counted(files, 'file')} are more than the lab opens at once (${f.integer(Number(most))})`,
  'files-no-images': () => 'there are labels, but no images, among these files',
  'files-same-split': ({ first, second }) => `${first} and ${second} belong to the same split of the data`,
  'files-labels-unmatched': ({ file, labels }) =>
    `${file}, with ${counted(labels, 'label')}, matches none of the images`,
  'files-too-few': ({ count }) =>
    `${counted(count, 'image is', 'images are')} too few for a training set and a held-out set`,
}

/** A sentence begins with a capital; the name of a file, or a number, stays as it is. */
const asSentence = (why: Sentence, params: Params): string => {
  const text = why(params)
  const beginsWithName = Object.values(params).some((value) => value !== '' && text.startsWith(String(value)))
  return beginsWithName ? `${text}.` : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

export const reasonText = (params: Params): string =>
  dataReasons[String(params.reason)]?.(params) ?? String(params.detail ?? params.reason)

function whatToDo(code: string): string {
  if (code === 'files-unreadable') return 'Find its new location and open it from there.'
  return code.startsWith('data-') || code === 'fetch-missing' ? 'Try again, or choose other data.' : IDX_HELP
}

export const aboutData = Object.fromEntries(
  Object.entries(dataReasons).map(([code, why]): [string, Teller] => [
    code,
    (params) => ({
      what: asSentence(why, params),
      kept: NOTHING_CHANGED,
      todo: whatToDo(code),
    }),
  ]),
)

/** What was done with a person's files, beside opening them. */
export const dataNotices: Readonly<Record<string, Teller>> = {
  'files-left-out': ({ count, names }) => ({
    what: `${counted(count, 'file was', 'files were')} not used: ${names}.`,
    kept: 'The others were opened.',
  }),
  'labels-left-out': ({ file, label, index }) => ({
    what: `The labels in ${file} are not used: number ${f.integer(Number(index) + 1)} is ${label}, and classes are whole numbers from 0 to 255.`,
    kept: 'The lab trains on the images without classes.',
  }),
  'pixels-scaled': ({ paper, ink }) => ({
    what: `The pixels are not numbers from 0 to 255 or from 0 to 1: ${f.short(Number(paper))} is taken as 0 (paper) and ${f.short(Number(ink))} as 1 (ink).`,
    kept: 'Values between them are scaled linearly.',
  }),
  'images-turned': () => ({
    what: 'Rows and columns of the images were exchanged, since EMNIST stores its images transposed.',
    todo: 'If they lie on their side now, clear “exchange rows and columns” under Data.',
  }),
  'files-set-aside': ({ dataset }) => ({
    what: `The settings name ${datasetName(dataset)}, so your files are not used.`,
    kept: 'They are kept: choose them again under Data.',
  }),
}
