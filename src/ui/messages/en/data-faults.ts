/** What can be wrong with data, in English. */
import type { Params, Sentence, Teller } from '../told.ts'
import { counted } from './count.ts'
import { format as f } from './format.ts'
import { datasetName } from './settings.ts'

export const NOTHING_CHANGED = 'Nothing has changed.'
const IDX_HELP =
  'The lab reads IDX files of 28 × 28 images, as MNIST has them: train-images-idx3-ubyte and its three companions, packed with gzip or not.'

const bytes = (value: unknown) => counted(value, 'byte')

/** What went wrong with data, without what follows from it: that differs between a file and a fallback. */
const dataReasons: Readonly<Record<string, Sentence>> = {
  'idx-magic': ({ file, expected, found }) =>
    `${file} is not the IDX file it should be: it begins with ${found}, expected was ${expected}`,
  'idx-truncated': ({ file, expected, found }) =>
    `${file} is cut short: it has ${bytes(found)}, its header promises ${bytes(expected)}`,
  'idx-trailing': ({ file, expected, found }) =>
    `${file} is too long: it has ${bytes(found)}, its header promises ${bytes(expected)}`,
  'idx-size': ({ file, rows, columns }) =>
    `${file} has images of ${rows} × ${columns} pixels; the lab takes 28 × 28`,
  'idx-shape': ({ file, shape }) => `${file} has images of shape ${shape}; the lab takes grey ones, 28 × 28`,
  'idx-empty': ({ file }) => `${file} is empty: its header counts nothing`,
  'idx-not-finite': ({ file, image }) =>
    `${file} has a pixel that is not a finite number, in image ${f.integer(Number(image))}`,
  'idx-label': ({ file, label, index }) =>
    `${file} has the label ${label} at place ${f.integer(Number(index))}; labels are whole numbers from 0 to 255`,
  'idx-counts': ({ file, images, labels }) =>
    `${file} does not match its images: ${counted(labels, 'label')} for ${counted(images, 'image')}`,
  'gzip-corrupt': ({ file }) => `${file} is a damaged gzip file`,
  'data-too-large': ({ file, limit }) => `${file} is larger than ${f.megabytes(Number(limit))} MB`,
  'fetch-missing': () => 'this browser cannot fetch files here',
  'data-unreachable': ({ file }) =>
    `${file} could not be reached: no network, or the server refuses this page`,
  'data-http': ({ file, status }) => `the server answered ${status} for ${file}`,
  'data-stalled': ({ file, seconds }) =>
    `the download of ${file} stood still for ${counted(seconds, 'second')}`,
  'data-checksum': ({ file }) => `the checksum of ${file} is wrong: these are not the original bytes`,
  'data-incomplete': ({ file }) => `the download of ${file} ended early`,
  'data-no-mirror': () => 'no public mirror of it is known',
  'data-cancelled': () => 'loading was cancelled',
  'files-none': () => 'no files were given',
  'files-unrecognised': ({ file }) => `${file} is no IDX file, no config.json and no checkpoint of this lab`,
  'files-unreadable': ({ file }) => `${file} could not be read: it was moved or deleted, or it is a folder`,
  'files-too-many': ({ images, labels }) =>
    `${counted(images, 'file')} of images and ${counted(labels, 'file')} of labels are more than one training and one test set`,
  'files-many': ({ files, most }) =>
    `${counted(files, 'file')} are more than the lab looks into at once (${f.integer(Number(most))})`,
  'files-no-images': () => 'there are labels, but no images, among these files',
  'files-same-split': ({ first, second }) => `${first} and ${second} are both for the same part of the data`,
  'files-labels-unmatched': ({ file, labels }) =>
    `${file}, with ${counted(labels, 'label')}, matches none of the images`,
  'files-too-few': ({ count }) =>
    `${counted(count, 'image is', 'images are')} too few to train on some and to hold others out`,
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
  if (code === 'files-unreadable') return 'Look where it lies now, and open it from there.'
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
    what: `The pixels are not numbers from 0 to 255 or from 0 to 1: ${f.short(Number(paper))} is taken for paper and ${f.short(Number(ink))} for full ink.`,
    kept: 'All between them are scaled evenly.',
  }),
  'images-turned': () => ({
    what: 'Rows and columns of the images were exchanged: EMNIST’s files hold digits and letters lying on their side.',
    todo: 'If they lie on their side now, clear “exchange rows and columns” under Data.',
  }),
  'files-set-aside': ({ dataset }) => ({
    what: `The settings name ${datasetName(dataset)}, so your files give way to it.`,
    kept: 'They are kept: choose them again under Data.',
  }),
}
