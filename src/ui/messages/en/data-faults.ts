/** What can be wrong with data, in English. */
import type { Params, Sentence, Teller } from '../told.ts'
import { format as f } from './format.ts'

export const NOTHING_CHANGED = 'Nothing has changed.'
const IDX_HELP =
  'The lab reads IDX files as MNIST has them: train-images-idx3-ubyte and its three companions, packed with gzip or not.'

/** What went wrong with data, without what follows from it: that differs between a file and a fallback. */
const dataReasons: Readonly<Record<string, Sentence>> = {
  'idx-magic': ({ file, expected, found }) =>
    `${file} is not the IDX file it should be: it begins with ${found}, expected was ${expected}`,
  'idx-truncated': ({ file, expected, found }) =>
    `${file} is cut short: ${f.integer(Number(found))} of ${f.integer(Number(expected))} bytes are there`,
  'idx-trailing': ({ file, expected, found }) =>
    `${file} is too long: ${f.integer(Number(found))} bytes, its head promises ${f.integer(Number(expected))}`,
  'idx-size': ({ file, rows, columns }) =>
    `${file} has images of ${rows} × ${columns} pixels; the lab takes 28 × 28`,
  'idx-empty': ({ file }) => `${file} holds no images`,
  'idx-label': ({ file, label, index }) =>
    `${file} has the label ${label} at place ${f.integer(Number(index))}; labels go from 0 to 9`,
  'idx-counts': ({ file, images, labels }) =>
    `${file} does not match its images: ${f.integer(Number(labels))} labels for ${f.integer(Number(images))} images`,
  'gzip-corrupt': ({ file }) => `${file} is a damaged gzip file`,
  'gzip-unsupported': ({ file }) => `${file} is packed with gzip, which this browser cannot unpack`,
  'data-too-large': ({ file, limit }) => `${file} is larger than ${f.megabytes(Number(limit))} MB`,
  'fetch-missing': () => 'this browser cannot fetch files here',
  'data-unreachable': ({ file }) =>
    `${file} could not be reached: no network, or the server refuses this page`,
  'data-http': ({ file, status }) => `the server answered ${status} for ${file}`,
  'data-stalled': ({ file, seconds }) => `the download of ${file} stood still for ${seconds} seconds`,
  'data-checksum': ({ file }) => `the checksum of ${file} is wrong: these are not the original bytes`,
  'data-incomplete': ({ file }) => `the download of ${file} ended early`,
  'data-no-mirror': () => 'no public mirror of it is known',
  'data-cancelled': () => 'loading was cancelled',
  'files-none': () => 'No files were given',
  'files-unrecognised': ({ file }) => `${file} is no IDX file`,
  'files-unreadable': ({ file }) => `${file} could not be read`,
  'files-too-many': ({ images, labels }) =>
    `${images} image files and ${labels} label files are more than one training and one test set`,
  'files-no-images': () => 'There are labels, but no images, among these files',
  'files-same-split': ({ first, second }) => `${first} and ${second} are both for the same part of the data`,
  'files-labels-unmatched': ({ file, labels }) =>
    `${file}, with ${f.integer(Number(labels))} labels, matches none of the images`,
  'files-too-few': ({ count }) => `${f.integer(Number(count))} images are too few to train and to test on`,
}

const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)

export const reasonText = (params: Params): string =>
  dataReasons[String(params.reason)]?.(params) ?? String(params.detail ?? params.reason)

export const aboutData = Object.fromEntries(
  Object.entries(dataReasons).map(([code, why]): [string, Teller] => [
    code,
    (params) => ({
      what: `${capital(why(params))}.`,
      kept: NOTHING_CHANGED,
      todo:
        code.startsWith('data-') || code === 'fetch-missing' ? 'Try again, or choose other data.' : IDX_HELP,
    }),
  ]),
)
