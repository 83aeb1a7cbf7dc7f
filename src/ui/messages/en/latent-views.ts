/** The words of the latent space's views, in English: one image, two images, the exact posterior, decoded points. */
import { unbroken } from '../format.ts'
import { counted } from './format.ts'
import { format as f } from './format.ts'
import { testImages } from './format.ts'

type Shown = { readonly image: number; readonly label: number | undefined }
const testImage = ({ image, label }: Shown) =>
  `test image ${f.integer(image)}${label === undefined ? '' : `, a ${label}`}`
const nats = (value: number, decimals = 2) => f.fixed(value, decimals)

const pickText = {
  pickGroup: 'Test images',
  pickPrevious: 'previous',
  pickNext: 'next',
  pickRandom: 'random',
  pickDrawn: 'the drawn digit',
  pickClass: 'Digit',
  pickAnyClass: 'any digit',
  pickOneClass: ({ label }: { label: number }) => `only ${label}`,
  pickNone: 'no image chosen',
  pickTest: testImage,
  pickOwn: 'your drawing',
}

const drawText = {
  pad: 'Pad to draw a digit on',
  padHint: 'Draw a digit',
  padKeys:
    'Draw with a mouse, a pen or a finger. With the keyboard, choose a test image instead: the views beside this pad show it in the same way.',
  padStrokes: ({ strokes }: { strokes: number }) =>
    strokes === 0 ? 'Nothing drawn yet' : strokes === 1 ? '1 stroke' : `${f.integer(strokes)} strokes`,
  padClear: 'Clear',
  padUndo: 'Undo stroke',
  padUse: 'Use the drawing',
  encoderSees: 'encoder input',
  encoderSeesAlt: ({ what }: { what: string }) => `Encoder input: ${what}, 28 by 28 pixels`,
  reconstruction: 'reconstruction',
  reconstructionAlt: ({ what }: { what: string }) => `Reconstruction of ${what}`,
  nothingSeen: 'No image yet',
  posteriorDraws: 'Decoded draws of z from q(z|x)',
  posteriorDrawsAlt: ({ count }: { count: number }) =>
    `${counted(count, 'image')} decoded from draws of q(z|x)`,
  posteriorOf: ({ shown, latents }: { shown: number; latents: number }) =>
    shown === latents ? 'q(z|x): mean ± sd' : `q(z|x): mean ± sd, ${f.integer(shown)} most active`,
  posteriorPoint: ({ shown, latents }: { shown: number; latents: number }) =>
    shown === latents ? 'the code, a point' : `the code, a point: ${f.integer(shown)} most active`,
  posteriorPriorNote: 'grey: the prior’s ±1',
  latentValue: ({ mean, sd }: { mean: number; sd: number }) => `${f.fixed(mean, 2)} ± ${f.fixed(sd, 2)}`,
  latentPoint: ({ mean }: { mean: number }) => f.fixed(mean, 2),
}

const betweenText = {
  betweenEmptyTitle: 'Interpolate between two images',
  betweenEmptyText:
    'Choose two images. The model decodes the straight line between them in latent space; the straight line in pixel space only fades one into the other.',
  betweenAny: 'Two random images',
  betweenFrom: 'from',
  betweenTo: 'to',
  betweenEnd: ({ end }: { end: 'from' | 'to' }) => (end === 'from' ? 'First image' : 'Second image'),
  betweenLatent: 'in latent space',
  betweenPixels: 'in pixel space',
  betweenLatentAlt: ({ count }: { count: number }) =>
    `${counted(count, 'image')} decoded along the straight line between the two posterior means`,
  betweenPixelsAlt: ({ count }: { count: number }) =>
    `${counted(count, 'image')} along the straight line between the two images in pixel space`,
  betweenPlace: 'Position between the two',
  betweenPlaceText: ({ percent }: { percent: number }) => `${f.integer(percent)} % of the way`,
  betweenCaption: ({ distance, step }: { distance: number; step: number }) =>
    `The means are ${f.fixed(distance, 2)} apart in z. Decoded near step ${f.integer(step)}. Moving the handle sets the sliders.`,
}

const exactText = {
  exactEmptyTitle: 'The exact posterior',
  exactEmptyText:
    'With two latents p(z|x) can be computed by integrating over the plane. Choose an image to compare it with the encoder’s approximation q(z|x) and to see log p(x) exactly.',
  exactMeasure: 'Compute p(z|x)',
  exactAgain: 'Compute again',
  exactAny: 'For a random test image',
  integrating: 'Integrating',
  integratingPoints: ({ done, total }: { done: number; total: number }) =>
    total > 0 ? `${f.integer(done)} of about ${counted(total, 'point')}` : 'integrating…',
  exactOnlyTwoTitle: 'Only with two latents',
  exactOnlyTwoText: ({ latents }: { latents: number }) =>
    `log p(x) is an integral over z, computed on a grid. In a plane a few thousand points are enough; in ${f.integer(latents)} dimensions no grid is fine enough.`,
  exactSetTwo: 'Set Latents to 2',
  exactWaits:
    'Latents will be 2 after the next Reset, which builds a new model. The present run stays in the chart as a faint line.',
  exactPointTitle: 'An autoencoder has no posterior',
  exactPointText:
    'The encoder outputs a point, not a distribution: there is no q(z|x) to compare with p(z|x), and no bound. Choose a Gaussian posterior to see them.',
  exactOtherTitle: 'No exact posterior for this family',
  exactOtherText:
    'The lab computes the exact posterior of Gaussian latents. Choose a Gaussian posterior to see it.',
  exactScale: 'Scale',
  exactNear: 'zoomed in',
  exactFar: 'with the prior',
  exactPlaneAlt: ({ mean, sd, gap }: { mean: string; sd: string; gap: string }) =>
    `The exact posterior in the plane of z and the encoder’s Gaussian: mean ${mean}, standard deviations ${sd}; the KL divergence between them is ${gap} nats`,
  exactLegend: 'Legend',
  exactRegions: 'p(z|x), exact: 50, 90 and 99 % of its mass',
  exactGuess: 'q(z|x), encoder: 1σ, 2σ',
  exactPrior: 'p(z), prior: 1σ, 2σ',
  exactImageAlt: ({ what }: { what: string }) => `Image x: ${what}`,
  exactBarsLabel: 'log p(x) and its terms, in nats',
  exactBarsTitle: 'log p(x) = ELBO + KL(q(z|x) ‖ p(z|x))',
  exactTerm: ({ part }: { part: 'recon' | 'kl' | 'elbo' | 'gap' | 'evidence' }) =>
    ({
      recon: 'E log p(x|z)',
      kl: '− KL(q ‖ p(z))',
      elbo: '= ELBO',
      gap: '+ KL(q ‖ p(z|x))',
      evidence: '= log p(x)',
    })[part],
  exactTermName: ({ part }: { part: 'recon' | 'kl' | 'elbo' | 'gap' | 'evidence' }) =>
    ({
      recon: 'Reconstruction, E_q[log p(x|z)]',
      kl: 'KL(q(z|x) || p(z))',
      elbo: 'ELBO',
      gap: 'KL(q(z|x) || p(z|x))',
      evidence: 'log p(x)',
    })[part],
  exactValue: ({ value }: { value: number }) => nats(value),
  exactWhole: 'from 0',
  exactNearBy: ({ times }: { times: number }) => `enlarged ${unbroken(`${f.times(times)} ×`)}`,
  exactCheckName: ({ draws }: { draws: number }) => `ELBO of ${counted(draws, 'draw')}`,
  exactCheck: ({ elbo, error, draws, off }: Record<'elbo' | 'error' | 'draws' | 'off', number>) =>
    `Check: a Monte Carlo estimate of the ELBO with ${counted(draws, 'draw')} from q(z|x) is ${nats(elbo)} ± ${f.short(error)}, ${f.fixed(off, 1)} standard errors from the integral.`,
  exactSmallPrint: ({ error, evaluations, step }: Record<'error' | 'evaluations' | 'step', number>) =>
    `In nats, at step ${f.integer(step)}. Quadrature over z with ${counted(evaluations, 'decoded point')}; estimated error ${f.scientific(error)} nats.`,
  exactCsvRow: ({ row }: { row: 'check' | 'checkError' | 'draws' | 'error' | 'points' | 'step' }) =>
    ({
      check: 'Monte Carlo ELBO',
      checkError: 'standard error of the Monte Carlo ELBO',
      draws: 'draws of the Monte Carlo ELBO',
      error: 'error of the quadrature',
      points: 'points of the quadrature',
      step: 'step',
    })[row],
  exactCsvHeader: ({ column }: { column: 'term' | 'value' | 'unit' }) => column,
  exactCsvUnit: ({ unit }: { unit: 'nats' | 'count' }) => unit,
  exactDensityHeader: 'log p(z|x) (nats per unit area)',
  gapTitle: 'Average gap between log p(x) and the ELBO',
  gapLabel: 'Mean KL(q(z|x) ‖ p(z|x)) over test images and training steps',
  gapName: 'KL(q(z|x) ‖ p(z|x))',
  gapAxis: 'mean gap (nats)',
  gapImagesHeader: 'test images',
  gapHeader: ({ name }: { name: string }) => `mean ${name} (nats)`,
  gapEmpty: 'Measured every few seconds during training while this view is open.',
  gapCaption: ({ images, total }: { images: number; total: number }) =>
    `log p(x) − ELBO, the mean over ${testImages(images, total)} with its 95 % interval.`,
}

const sheetText = {
  manifoldAlt: ({ rows, columns, step }: Record<'rows' | 'columns' | 'step', number>) =>
    `${f.integer(rows)} by ${counted(columns, 'image')} decoded over the plane of z, near step ${f.integer(step)}`,
  traversalAlt: ({ rows, columns, step }: Record<'rows' | 'columns' | 'step', number>) =>
    `${counted(rows, 'latent')} by ${counted(columns, 'value')} from −3 to 3, decoded, near step ${f.integer(step)}`,
  manifoldCaption: 'Decoded at quantiles of N(0, I): each image represents the same share of the prior',
  traversalCaption:
    'Each row varies one latent from −3 to 3 and keeps the others at the sliders; most active first',
  sheetKeys: 'Point at an image, or use the arrow keys; a click or Enter sets the sliders there',
  sheetAt: ({ z }: { z: readonly { readonly latent: number; readonly value: number }[] }) =>
    z.map(({ latent, value }) => `z${latent} = ${f.fixed(value, 2)}`).join(', '),
  sheetPlace: 'Position on the sheet',
  sheetCodes: 'test images',
  sheetPoint: 'sliders',
}

export const viewsText = { ...pickText, ...drawText, ...betweenText, ...exactText, ...sheetText }
