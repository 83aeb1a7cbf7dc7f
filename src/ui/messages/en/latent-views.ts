/** The words of the latent space's views, in English: one image, two images, the exact posterior, decoded points. */
import { counted } from './count.ts'
import { format as f } from './format.ts'
import { testImages } from './test-images.ts'

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
    'For a mouse, a pen or a finger. With the keyboard, choose a test image instead: the views beside this pad show it just so.',
  padStrokes: ({ strokes }: { strokes: number }) =>
    strokes === 0 ? 'Nothing is drawn yet' : strokes === 1 ? '1 stroke' : `${f.integer(strokes)} strokes`,
  padClear: 'Clear',
  padUndo: 'Undo stroke',
  padUse: 'Use the drawing',
  encoderSees: 'encoder sees',
  encoderSeesAlt: ({ what }: { what: string }) => `What the encoder sees: ${what}, 28 by 28 pixels`,
  reconstruction: 'reconstruction',
  reconstructionAlt: ({ what }: { what: string }) => `What the model makes of ${what}`,
  nothingSeen: 'No image yet',
  posteriorDraws: 'Draws of z from q(z|x), decoded',
  posteriorDrawsAlt: ({ count }: { count: number }) =>
    `${counted(count, 'image')} decoded from draws of the encoder’s posterior`,
  posteriorOf: ({ shown, latents }: { shown: number; latents: number }) =>
    shown === latents ? 'q(z|x): mean ± sd' : `q(z|x): mean ± sd, ${f.integer(shown)} most active`,
  posteriorPoint: ({ shown, latents }: { shown: number; latents: number }) =>
    shown === latents ? 'the code, a point' : `the code, a point: ${f.integer(shown)} most active`,
  posteriorPriorNote: 'grey: the prior’s ±1',
  latentValue: ({ mean, sd }: { mean: number; sd: number }) => `${f.fixed(mean, 2)} ± ${f.fixed(sd, 2)}`,
  latentPoint: ({ mean }: { mean: number }) => f.fixed(mean, 2),
  latentName: ({ latent }: { latent: number }) => `z${latent}`,
}

const betweenText = {
  betweenEmptyTitle: 'The way from one image to another',
  betweenEmptyText:
    'Choose two images. Between them lies a straight line in latent space, which the model decodes, and one in pixel space, which only fades.',
  betweenAny: 'Two at random',
  betweenFrom: 'from',
  betweenTo: 'to',
  betweenEnd: ({ end }: { end: 'from' | 'to' }) => (end === 'from' ? 'First image' : 'Second image'),
  betweenLatent: 'in latent space',
  betweenPixels: 'in pixel space',
  betweenLatentAlt: ({ count }: { count: number }) =>
    `${counted(count, 'image')} decoded on the straight line between the two posterior means`,
  betweenPixelsAlt: ({ count }: { count: number }) =>
    `${counted(count, 'image')} on the straight line between the two images, pixel by pixel`,
  betweenPlace: 'Place between the two',
  betweenPlaceText: ({ percent }: { percent: number }) => `${f.integer(percent)} % of the way`,
  betweenCaption: ({ distance, step }: { distance: number; step: number }) =>
    `The means are ${f.fixed(distance, 2)} apart in z. Decoded near step ${f.integer(step)}. The handle sets the sliders.`,
}

const exactText = {
  exactEmptyTitle: 'What the encoder should have said',
  exactEmptyText:
    'With two latents p(z|x) can be computed, by integrating over the plane. Choose an image and see it beside the encoder’s guess q(z|x), with log p(x) exactly.',
  exactMeasure: 'Compute p(z|x)',
  exactAgain: 'Compute again',
  exactAny: 'For a test image at random',
  integrating: 'Integrating',
  integratingPoints: ({ done, total }: { done: number; total: number }) =>
    total > 0 ? `${f.integer(done)} of about ${counted(total, 'point')}` : 'integrating…',
  exactOnlyTwoTitle: 'Two latents only',
  exactOnlyTwoText: ({ latents }: { latents: number }) =>
    `p(z|x) is integrated over a grid of z. In a plane that takes some thousand points; over ${f.integer(latents)} dimensions no grid is fine enough. With two latents it can be done exactly.`,
  exactSetTwo: 'Set Latents to 2',
  exactWaits:
    'Latents is 2 from the next Reset on: a fresh model, the present run stays in the chart as a faint line.',
  exactPointTitle: 'An autoencoder has no posterior',
  exactPointText:
    'The encoder gives a point, not a distribution: there is no q(z|x) to be held against p(z|x), and no bound. Choose a Gaussian posterior to see them.',
  exactOtherTitle: 'No exact posterior for this family',
  exactOtherText: 'The lab computes the exact posterior of Gaussian latents. Choose a Gaussian posterior to see it.',
  exactScale: 'Scale',
  exactNear: 'close up',
  exactFar: 'with the prior',
  exactPlaneAlt: ({ mean, sd, gap }: { mean: string; sd: string; gap: string }) =>
    `The exact posterior in the plane of z, with the encoder’s Gaussian over it: mean ${mean}, standard deviations ${sd}; the KL divergence between them is ${gap} nats`,
  exactLegend: 'Legend',
  exactRegions: 'p(z|x), exact: 50, 90, 99 % of its mass',
  exactGuess: 'q(z|x), the encoder’s: 1σ, 2σ',
  exactPrior: 'p(z), the prior: 1σ, 2σ',
  exactImageAlt: ({ what }: { what: string }) => `The image x: ${what}`,
  exactBarsLabel: 'log p(x) and what it is made of, in nats',
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
  exactNearBy: ({ times }: { times: number }) => `enlarged ${f.times(times)} ×`,
  exactCheckName: ({ draws }: { draws: number }) => `ELBO of ${counted(draws, 'draw')}`,
  exactCheck: ({ elbo, error, draws, off }: Record<'elbo' | 'error' | 'draws' | 'off', number>) =>
    `Check: the ELBO from ${counted(draws, 'random draw')} of q(z|x) is ${nats(elbo)} ± ${f.short(error)}, ${f.fixed(off, 1)} standard errors from the integral.`,
  exactSmallPrint: ({ error, evaluations, step }: Record<'error' | 'evaluations' | 'step', number>) =>
    `Nats, at step ${f.integer(step)}. By quadrature over z, ${counted(evaluations, 'point')} decoded; estimated error ${f.scientific(error)} nats.`,
  exactCsvRow: ({ row }: { row: 'check' | 'checkError' | 'draws' | 'error' | 'points' | 'step' }) =>
    ({
      check: 'Monte Carlo ELBO',
      checkError: 'its standard error',
      draws: 'its draws',
      error: 'error of the quadrature',
      points: 'points of the quadrature',
      step: 'step',
    })[row],
  exactCsvHeader: ({ column }: { column: 'term' | 'value' | 'unit' }) => column,
  exactCsvUnit: ({ unit }: { unit: 'nats' | 'count' }) => unit,
  exactDensityHeader: 'log p(z|x) (nats per unit area)',
  gapTitle: 'What the encoder misses on average',
  gapLabel: 'Mean KL(q(z|x) ‖ p(z|x)) over test images, against the steps',
  gapName: 'KL(q(z|x) ‖ p(z|x))',
  gapAxis: 'mean gap (nats)',
  gapImagesHeader: 'test images',
  gapHeader: ({ name }: { name: string }) => `mean ${name} (nats)`,
  gapEmpty: 'Measured every few seconds while it trains, as long as this view is open.',
  gapCaption: ({ images, total }: { images: number; total: number }) =>
    `log p(x) − ELBO, the mean over ${testImages(images, total)} with its 95 % interval.`,
}

const sheetText = {
  manifold: 'manifold',
  traversal: 'traversal',
  manifoldAlt: ({ rows, columns, step }: Record<'rows' | 'columns' | 'step', number>) =>
    `${f.integer(rows)} by ${counted(columns, 'image')} decoded over the plane of z, near step ${f.integer(step)}`,
  traversalAlt: ({ rows, columns, step }: Record<'rows' | 'columns' | 'step', number>) =>
    `${counted(rows, 'latent')} by ${counted(columns, 'value')} from −3 to 3, decoded, near step ${f.integer(step)}`,
  manifoldCaption: 'Decoded at the quantiles of N(0, I): each image stands for the same share of the prior',
  traversalCaption: 'A row: one latent from −3 to 3, the others where the sliders are; most active first',
  sheetKeys: 'Point at an image, or use the arrow keys; a click or Enter sets the sliders there',
  sheetAt: ({ z }: { z: readonly { readonly latent: number; readonly value: number }[] }) =>
    z.map(({ latent, value }) => `z${latent} = ${f.fixed(value, 2)}`).join(', '),
  sheetPlace: 'Place on the sheet',
  sheetCodes: 'test images',
  sheetPoint: 'sliders',
}

export const viewsText = { ...pickText, ...drawText, ...betweenText, ...exactText, ...sheetText }
