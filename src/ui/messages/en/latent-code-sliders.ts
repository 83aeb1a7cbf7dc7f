/** The words of the sliders where latents are bits or classes, in English. */
import type { Sentence } from '../told.ts'
import { format as f } from './format.ts'

/** Bits as one word: 0110; classes apart: 3 0 7. */
export const written = (point: readonly number[]): string => point.map((value) => f.integer(value)).join(' ')

const noView = {
  map: {
    title: 'Too many codes for a map',
    text: 'Bits and classes have no positions between their values: their map is a cell for each code, drawn up to 256 of them. Choose fewer latents or classes.',
  },
  between: {
    title: 'Nothing lies between two codes',
    text: 'A straight line between two discrete codes leaves the set of codes: the decoder was never trained there. Instead, change the latents of the code beside the decoded image, one at a time.',
  },
  compare: {
    title: 'Compares real latents only',
    text: 'The means, the spread and the holes of this view are those of real latents with the prior N(0, I). Discrete codes have a uniform prior over their states.',
  },
} as const

export const codeSlidersText = {
  codeBits: 'Bits of the code',
  codeClasses: 'Classes of the code',
  codeClass: ({ value }: { value: number }) => `class ${f.integer(value)}`,
  codeZeros: 'all 0',
  codeZerosHint: 'Sets every latent to 0',
  codeRandomHint: 'Sets the code to a draw from the uniform prior',
  codeAnyImageHint: 'Sets the code to the most probable one of a random test image',
  codeUndoHint: 'Goes back to the code before',
  codeDecodedAlt: ({ point }: { point: readonly number[] }) =>
    point.length <= 16 ? `Image decoded from the code ${written(point)}` : 'Image decoded from the code',
  codeNoViewTitle: ({ view }: { view: 'map' | 'between' | 'compare' }) => noView[view].title,
  codeNoViewText: ({ view }: { view: 'map' | 'between' | 'compare' }) => noView[view].text,
}

/** The values of a short code, for screen readers. */
const at = (code: string | number | undefined): string => (code ? `: ${code}` : '')

export const codesAnnouncements: Readonly<Record<string, Sentence>> = {
  'code-origin': () => 'All latents are 0',
  'code-drawn': ({ code }) => `The code is a draw from the prior${at(code)}`,
  'code-undone': ({ code }) => `The code is back as it was${at(code)}`,
  'code-chosen': ({ image, label, code }) =>
    image === undefined
      ? `The most probable code of your image is set${at(code)}`
      : `The most probable code of test image ${f.integer(Number(image))}${
          label === undefined ? '' : `, a ${label},`
        } is set${at(code)}`,
}
