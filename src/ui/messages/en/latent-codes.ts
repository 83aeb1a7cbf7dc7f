/** The words of the latent space where latents are bits or classes, in English. */
import { counted, format as f, testImages } from './format.ts'
import { written } from './latent-code-sliders.ts'

interface Values {
  readonly z: readonly { readonly latent: number; readonly value: number }[]
}
interface Counted {
  readonly count: number
  readonly total: number
}

export const codesText = {
  codeRows: 'q(z|x): the probability of each value',
  codeRowsNote: ({ values }: { values: number }) =>
    `bars: 0 to ${f.integer(values - 1)}; right: the most probable value`,
  codeValueShare: ({ value, share }: { value: number; share: number }) =>
    `${f.integer(value)}: ${f.fixed(share, 2)}`,
  codeUnitReading: ({ latent, kl, most }: { latent: number; kl: number; most: number }) =>
    `z${latent + 1}: KL ${f.fixed(kl, 3)} nats of at most ${f.fixed(most, 3)}`,
  codeUnitsCaption: ({ count, total, step, values }: Counted & { step: number; values: number }) =>
    `KL to the uniform prior, the mean over ${testImages(count, total)} at step ${f.integer(step)}. A latent with ${counted(values, 'value')} carries at most ln ${f.integer(values)} nats.`,
  codebookAlt: ({ states, step }: { states: number; step: number }) =>
    `The whole codebook: ${counted(states, 'code')} decoded, near step ${f.integer(step)}`,
  codebookCaption:
    'All codes in the order of counting. Bars: aggregate posterior; darkened: dead, most probable for no image; ring: the chosen code',
  codeStepsAlt: ({ rows, columns, step }: Record<'rows' | 'columns' | 'step', number>) =>
    `${counted(rows, 'latent')} by ${counted(columns, 'value')}, decoded, near step ${f.integer(step)}`,
  codeStepsCaption: 'Each row steps one latent through its values and keeps the others at the chosen code',
  codeAt: ({ z }: Values) => z.map(({ latent, value }) => `z${latent} = ${f.integer(value)}`).join(', '),
  codePoint: 'chosen code',
  codebookMass: ({ mass, images }: { mass: number; images: number }) =>
    `aggregate posterior ${f.fixed(mass, 4)}; most probable for ${counted(images, 'image')}`,
  codebookPrior: ({ states }: { states: number }) => `prior ${f.fixed(1 / states, 4)} each`,
  codebookUsed: ({ used, dead }: { used: number; dead: number }) =>
    `${f.integer(used)} used, ${f.integer(dead)} dead`,
  codebookUsedHint: ({ images }: { images: number }) =>
    `A code is used if it is the most probable one of at least one of ${counted(images, 'test image')}, else dead (darkened). Bars: the aggregate posterior.`,
  codeExactText:
    'A code with few states can be enumerated: p(s|x) and log p(x) are sums over all states. Choose an image to compare p(s|x) with the encoder’s q(s|x).',
  codeNoWaysTitle: 'Three ways for two real latents',
  codeNoWaysText:
    'The ascent to a maximum, the chains and the Gaussians of this view all move through a plane of real numbers. Between the states of a discrete code there is nothing to move through; where its states are few, “log p(x)” shows the exact posterior as a sum over all of them.',
  codeTooManyTitle: 'Too many states to enumerate',
  codeTooManyText: ({ states, most }: { states: number; most: number }) =>
    `log p(x) is a sum over all states, and this code has ${f.short(states)} of them; the lab enumerates at most ${f.integer(most)}. Choose fewer latents or classes.`,
  codeProbable: 'The most probable states',
  codeColumn: 'state s',
  codeWritten: ({ point }: { point: readonly number[] }) => written(point),
  codeShare: ({ share }: { share: number }) => f.fixed(share, 3),
  codeSmallPrint: ({ states, step }: { states: number; step: number }) =>
    `In nats, at step ${f.integer(step)}. Exact: a sum over ${counted(states, 'state')}.`,
  axisCodeUnits: 'latents',
  codeMapAlt: ({ states, images, step }: Record<'states' | 'images' | 'step', number>) =>
    `${counted(states, 'code')}, each with the classes of the images that it is most probable for; ${counted(images, 'test image')}, at step ${f.integer(step)}`,
  codeMapCell: ({ code, images, mass }: { code: string; images: number; mass: number }) =>
    `${code}: most probable for ${counted(images, 'image')}, aggregate posterior ${f.fixed(mass, 4)}`,
  codeMapPurity: ({ share, images, step }: Record<'share' | 'images' | 'step', number>) =>
    `Knowing the code, the most frequent class of its images is right for ${f.percent(share)} of ${counted(images, 'test image')}, at step ${f.integer(step)}.`,
  codeMapCaption:
    'A cell for each code, in the order of the codebook: the values of the first half of the latents change from row to row, those of the second half from column to column. The area of a square is the number of images for which the code is the most probable one; its colours are their classes. A dot: a dead code.',
  codeMapEmpty: 'The codes of the test images appear here',
  codeMapTitle: ({ step }: { step: number }) => `Codes by class, step ${f.integer(step)}`,
  codeStateHeader: 'number',
  codePriorHeader: 'prior',
  codeMassHeader: 'aggregate posterior',
  codeModesHeader: 'images whose most probable code it is',
  codeClassHeader: ({ label }: { label: number }) => `of them of class ${f.integer(label)}`,
}
