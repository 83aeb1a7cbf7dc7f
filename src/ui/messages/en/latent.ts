/** What the page says of the latent space, in English. */
import { format as f } from './format.ts'
import type { Params, Told } from '../en.ts'

// ---- The views of one image, of two images, of the exact posterior, and the sheet of decoded points ----

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
    `${f.integer(count)} images decoded from draws of the encoder’s posterior`,
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
    `${f.integer(count)} images decoded on the straight line between the two posterior means`,
  betweenPixelsAlt: ({ count }: { count: number }) =>
    `${f.integer(count)} images on the straight line between the two images, pixel by pixel`,
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
    total > 0 ? `${f.integer(done)} of about ${f.integer(total)} points` : 'integrating…',
  exactOnlyTwoTitle: 'Two latents only',
  exactOnlyTwoText: ({ latents }: { latents: number }) =>
    `p(z|x) is integrated over a grid of z. In a plane that takes some thousand points; over ${f.integer(latents)} dimensions no grid is fine enough. With two latents it can be done exactly.`,
  exactSetTwo: 'Set Latents to 2',
  exactWaits:
    'Latents is 2 from the next Reset on: a fresh model, the present run stays in the chart as a faint line.',
  exactPointTitle: 'An autoencoder has no posterior',
  exactPointText:
    'The encoder gives a point, not a distribution: there is no q(z|x) to be held against p(z|x), and no bound. Choose a Gaussian posterior to see them.',
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
  exactCheckName: ({ draws }: { draws: number }) => `ELBO of ${f.integer(draws)} draws`,
  exactCheck: ({ elbo, error, draws, off }: Record<'elbo' | 'error' | 'draws' | 'off', number>) =>
    `Check: the ELBO from ${f.integer(draws)} random draws of q(z|x) is ${nats(elbo)} ± ${f.short(error)}, ${f.fixed(off, 1)} standard errors from the integral.`,
  exactSmallPrint: ({ error, evaluations, step }: Record<'error' | 'evaluations' | 'step', number>) =>
    `Nats, at step ${f.integer(step)}. By quadrature over z, ${f.integer(evaluations)} points decoded; estimated error ${f.scientific(error)} nats.`,
  exactCsvRow: ({ row }: { row: 'check' | 'checkError' | 'draws' | 'error' | 'points' | 'step' }) =>
    ({
      check: 'Monte Carlo ELBO',
      checkError: 'its standard error',
      draws: 'its draws (count)',
      error: 'error of the quadrature',
      points: 'points of the quadrature (count)',
      step: 'step (count)',
    })[row],
  exactCsvHeader: ({ column }: { column: 'term' | 'value' }) =>
    ({ term: 'term', value: 'value (nats)' })[column],
  gapTitle: 'What the encoder misses on average',
  gapLabel: 'Mean KL(q(z|x) ‖ p(z|x)) over test images, against the steps',
  gapName: 'KL(q(z|x) ‖ p(z|x))',
  gapAxis: 'mean gap (nats)',
  gapHeader: ({ name }: { name: string }) => `mean ${name} (nats)`,
  gapEmpty: 'Measured every few seconds while it trains, as long as this view is open.',
  gapCaption: ({ images }: { images: number }) =>
    `log p(x) − ELBO, the mean over the first ${f.integer(images)} test images with its 95 % interval.`,
}

const sheetText = {
  manifold: 'manifold',
  traversal: 'traversal',
  manifoldAlt: ({ rows, columns, step }: Record<'rows' | 'columns' | 'step', number>) =>
    `${f.integer(rows)} by ${f.integer(columns)} images decoded over the plane of z, near step ${f.integer(step)}`,
  traversalAlt: ({ rows, columns, step }: Record<'rows' | 'columns' | 'step', number>) =>
    `${f.integer(rows)} latents by ${f.integer(columns)} values from −3 to 3, decoded, near step ${f.integer(step)}`,
  manifoldCaption: 'Decoded at the quantiles of N(0, I): each image stands for the same share of the prior',
  traversalCaption: 'A row: one latent from −3 to 3, the others where the sliders are; most active first',
  sheetKeys: 'Point at an image, or use the arrow keys; a click or Enter sets the sliders there',
  sheetAt: ({ z }: { z: readonly { readonly latent: number; readonly value: number }[] }) =>
    z.map(({ latent, value }) => `z${latent} = ${f.fixed(value, 2)}`).join(', '),
  sheetPlace: 'Place on the sheet',
  sheetCodes: 'test images',
  sheetPoint: 'sliders',
}

type Posterior = { readonly posterior: 'gaussian' | 'point' }
const modelName = ({ posterior }: Posterior) => (posterior === 'point' ? 'autoencoder' : 'VAE')

const compareText = {
  compareKind: modelName,
  compareName: ({ posterior, steps }: Posterior & { steps: number }) =>
    `${modelName({ posterior })}, ${f.integer(steps)} ${steps === 1 ? 'step' : 'steps'}`,
  compareRun: ({ number, name }: { number: number; name: string }) => `run ${f.integer(number)}: ${name}`,
  compareWith: 'Model before this one',
  compareWait: 'The test images are being encoded…',
  compareScatterAlt: ({ name, count }: { name: string; count: number }) =>
    `${name}: where it puts ${f.integer(count)} test images, and the prior’s 1 and 2 σ`,
  compareSheetAlt: ({ name, kind }: { name: string; kind: 'manifold' | 'draws' }) =>
    `${name}: ${kind === 'manifold' ? 'images decoded at quantiles of the prior' : 'decoded draws of the prior'}`,
  compareSheetCaption: ({ kind }: { kind: 'manifold' | 'draws' }) =>
    kind === 'manifold' ? 'decoded at quantiles of N(0, I)' : 'decoded draws of N(0, I)',
  compareScale: 'Scale',
  compareSame: 'same axes',
  compareOwn: 'each its own',
  compareMeasures: 'Both in numbers',
  compareRecon: 'reconstruction, nats',
  compareAt: ({ step }: { step: number }) => `at ${f.integer(step)}`,
  compareReconHint:
    'Held-out, per image: E log p(x|z) by one draw of q(z|x), of an autoencoder log p(x|z) at its point',
  compareSpread: 'E z², the prior’s is 1',
  compareSpreadHint: 'The mean square of a latent over the test images',
  compareActive: 'active latents',
  compareActiveOf: ({ active, latents }: { active: number; latents: number }) =>
    `${f.integer(active)} of ${f.integer(latents)}`,
  compareHoles: 'prior in holes',
  compareHolesHint: ({ draws }: { draws: number }) =>
    `Of ${f.integer(draws)} draws of the prior, those that lie nearer to another such draw than to the z of any of ${f.integer(draws)} test images`,
  compareCaption: ({ draws }: { draws: number }) =>
    `In a hole: of ${f.integer(draws)} draws of the prior, those that lie nearer to another draw than to any of ${f.integer(draws)} images. Half of them, where images fill the prior; all, where none are near. Circles: the prior’s 1 and 2 σ.`,
  compareTrain: ({ posterior }: Posterior) =>
    posterior === 'point' ? 'Train an autoencoder beside it' : 'Train a VAE beside it',
  compareTrainHint:
    'A fresh model with the same seed and settings, trained for as many steps. What this one looks like is kept.',
  compareTrainFirst: 'Train a model first',
  compareEmptyTitle: 'What is a VAE’s noise good for?',
  compareEmptyText:
    'Without noise and KL the same network is a plain autoencoder. It reconstructs better, and puts images wherever it likes: what the prior draws then decodes to nothing in particular.',
  compareBack: ({ posterior }: Posterior) =>
    `Back to the ${posterior === 'point' ? 'autoencoder’s' : 'VAE’s'} settings`,
  compareBackHint: ({ number }: { number: number }) =>
    `A fresh model with the settings of run ${f.integer(number)}. What the present one looks like is kept.`,
  compareColumn: ({
    column,
  }: {
    column: 'run' | 'model' | 'step' | 'axes' | 'image' | 'class' | 'x' | 'y'
  }) =>
    ({
      run: 'run',
      model: 'model',
      step: 'step',
      axes: 'axes',
      image: 'test image',
      class: 'class',
      x: 'across',
      y: 'up',
    })[column],
}

const viewsText = { ...pickText, ...drawText, ...betweenText, ...exactText, ...sheetText, ...compareText }

// ---- End of the views' texts ----

// ---- The panel: the sliders, the map of encodings, the latents one by one ----

/** Fashion-MNIST's classes have names; the others' are the digits. */
const FASHION = [
  'T-shirt',
  'trouser',
  'pullover',
  'dress',
  'coat',
  'sandal',
  'shirt',
  'sneaker',
  'bag',
  'ankle boot',
]

type AxisName =
  | { readonly kind: 'latent'; readonly latent: number }
  | { readonly kind: 'principal'; readonly place: number; readonly share: number }
  | { readonly kind: 'class' }

const axisName = (axis: AxisName): string => {
  switch (axis.kind) {
    case 'latent':
      return `z${axis.latent + 1}`
    case 'principal':
      return `principal direction ${axis.place + 1} (${f.percent(axis.share)} of the variance)`
    case 'class':
      return 'class'
  }
}

const slidersText = {
  latentViews: 'Views of the latent space',
  latentView: ({ view }: { view: 'map' | 'units' | 'posterior' | 'draw' | 'between' | 'compare' }) =>
    ({
      map: 'encodings',
      units: 'units',
      posterior: 'exact posterior',
      draw: 'draw a digit',
      between: 'between two',
      compare: 'compare',
    })[view],
  sliders: 'Sliders of the latent space',
  decodedAlt: ({ point }: { point: readonly number[] }) =>
    point.length <= 3
      ? `The image decoded at ${point.map((z, j) => `z${j + 1} ${f.fixed(z, 2)}`).join(', ')}`
      : 'The image decoded at the sliders’ point',
  activeCount: ({ active, latents }: { active: number; latents: number }) =>
    `${f.integer(active)} of ${f.integer(latents)} active`,
  activeHint:
    'A latent is active if the means of its posterior differ between images: variance above 0.01. The sliders stand by that variance.',
  showInactive: ({ count }: { count: number }) => `show the ${f.integer(count)} inactive`,
  hideInactive: 'hide the inactive',
  toOrigin: 'origin',
  toOriginHint: 'All sliders to 0, the middle of the prior',
  toRandom: 'random draw',
  toRandomHint: 'The sliders to a draw of the prior N(0, I)',
  toAnyImage: 'test image',
  toAnyImageHint: 'The sliders to the posterior mean of a test image, drawn at random',
  undoMove: 'undo',
  undoMoveHint: 'The sliders back to where they were',
}

const mapText = {
  className: ({ label, dataset }: { label: number; dataset: string }) =>
    (dataset === 'fashion-mnist' && FASHION[label]) || String(label),
  classesShown: 'Classes shown',
  mapLabel: ({ count, step, x, y }: { count: number; step: number; x: string; y: string }) =>
    `Map of ${f.integer(count)} test images by their posterior means at step ${f.integer(step)}: ${x} against ${y}`,
  mapKeys: 'Arrow keys move over the map, Enter sets the sliders to the nearest image',
  mapEmpty: 'The test images appear here as soon as they are encoded.',
  mapFigureTitle: ({ step }: { step: number }) => `Encoded test images at step ${f.integer(step)}`,
  mapCaption: ({ count, outside, step }: { count: number; outside: number; step: number }) =>
    `${f.integer(count)} test images by their posterior means at step ${f.integer(step)}${
      outside > 0 ? `, ${f.integer(outside)} further out` : ''
    }. Circles: the prior’s 1 and 2 σ. Ring: the sliders.`,
  mapCaptionLine: ({ count, step }: { count: number; step: number }) =>
    `${f.integer(count)} test images by their posterior means at step ${f.integer(step)}, row by class. Lines: the prior’s 1 and 2 σ.`,
  mapPrincipal: ({ shares }: { shares: readonly [number, number] }) =>
    `Shown: the two directions in which the means vary most, with ${f.percent(shares[0])} and ${f.percent(shares[1])} of their variance`,
  axisName,
  axisShort: (axis: AxisName) => (axis.kind === 'principal' ? `PC ${axis.place + 1}` : axisName(axis)),
  axesKind: 'Axes of the map',
  axesPrincipal: 'principal',
  axesLatents: 'two latents',
  axisX: 'Across',
  axisY: 'Up',
  mapDrawn: 'Drawn beside the points',
  mapMeans: 'means',
  mapMeansHint: 'The mean of each class',
  mapEllipses: 'ellipses',
  mapEllipsesHint: 'Each image’s posterior, one standard deviation around its mean',
  mapImage: ({ image }: { image: number }) => `image ${f.integer(image)}`,
  mapReading: ({ image, name }: { image: number; name: string | null }) =>
    `test image ${f.integer(image)}${name === null ? '' : `, ${name}`}`,
  priorSigmas: ({ sigmas }: { sigmas: number }) => `${f.integer(sigmas)} σ`,
  mapImageHeader: 'test image',
  mapClassHeader: 'class',
  mapSdHeader: ({ name }: { name: string }) => `${name} posterior sd`,
}

const unitsText = {
  unitsEmptyTitle: 'Not measured yet',
  unitsEmptyText: 'What each latent costs in KL appears here as soon as the test images are encoded.',
  unitsPointTitle: 'An autoencoder has no KL',
  unitsPointText:
    'The encoder gives a point, whose KL to the prior is infinite, and training does not weigh it. Choose a Gaussian posterior to see what each latent costs.',
  unitsTotal: ({ kl }: { kl: number }) => `${f.fixed(kl, 2)} nats`,
  unitsTotalUnit: 'KL per image',
  unitsCaption: ({ images, step }: { images: number; step: number }) =>
    `Over ${f.integer(images)} test images at step ${f.integer(step)}, by activity. Hollow: inactive, its posterior is the prior’s.`,
  unitsLabel: 'KL of each latent',
  axisUnits: 'latents, the most active first',
  axisKl: 'KL, nats per image',
  unitReading: ({ latent, kl, activity, isActive }: UnitReading) =>
    `z${latent + 1}: KL ${f.fixed(kl, 3)} nats, activity ${f.short(activity)}${isActive ? '' : ', inactive'}`,
  aggregateLabel: ({ latent }: { latent: number }) =>
    `Aggregate posterior of z${latent + 1} against the prior`,
  aggregatePosterior: ({ latent }: { latent: number }) => `q(z${latent + 1}) over all images`,
  priorDensity: 'prior N(0, 1)',
  axisLatent: ({ latent }: { latent: number }) => `z${latent + 1}`,
  axisDensity: 'density',
  aggregateCaption: ({ mean, deviation }: { mean: number; deviation: number }) =>
    `Mean ${f.fixed(mean, 2)}, standard deviation ${f.fixed(deviation, 2)}; the prior’s are 0 and 1.`,
  unitLatentHeader: 'latent',
  unitKlHeader: 'KL (nats per image)',
  unitActivityHeader: 'activity',
  unitMeanHeader: 'aggregate mean',
  unitSdHeader: 'aggregate sd',
}

interface UnitReading {
  /** Counted from 0. */
  readonly latent: number
  readonly kl: number
  readonly activity: number
  readonly isActive: boolean
}

export const latentText = {
  latent: 'Latent space',
  ...slidersText,
  ...mapText,
  ...unitsText,
  ...viewsText,
}

/** Faults and notices, by code. */
export const latentFaults: Readonly<Record<string, (params: Params) => Told>> = {
  'test-image-out-of-range': ({ image, images }) => ({
    what: `There is no test image ${image}: this data set has ${images}, counted from 0.`,
    kept: 'The image shown before is still there.',
    todo: 'Choose another image.',
  }),
  'image-wrong-size': ({ pixels, expected }) => ({
    what: `The image has ${pixels} pixels; the model takes ${expected}.`,
    kept: 'The image shown before is still there.',
    todo: 'Use an image of 28 by 28 pixels.',
  }),
  'image-count-illegal': ({ count }) => ({
    what: `${count} is no number of images.`,
    kept: 'Nothing was changed.',
    todo: 'Ask for a whole number of images, 1 or more.',
  }),
  'exact-needs-two-latents': ({ latent }) => ({
    what: `The exact posterior is computed over a plane of z; this model has ${latent} latent dimensions.`,
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Set the latent dimensions to 2 and reset.',
  }),
  'exact-needs-gaussian': () => ({
    what: 'The autoencoder’s encoder gives a point: there is no q(z|x) to hold against p(z|x).',
    kept: 'Everything else is shown as before.',
    todo: 'Set Posterior to Gaussian first.',
  }),
  'exact-out-of-reach': ({ reach, furthest }) => ({
    what: `The encoder’s q(z|x) reaches to |z| = ${Math.ceil(Number(reach))}; the integral is taken as far as ${furthest}.`,
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Train on with beta above 0, which draws q(z|x) to the prior.',
  }),
  'exact-too-narrow': ({ sigma }) => ({
    what: `The encoder’s q(z|x) has a standard deviation of ${f.scientific(Number(sigma))}: too narrow for single precision.`,
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Train on with beta above 0, which draws q(z|x) to the prior.',
  }),
  'exact-not-resolved': () => ({
    what: 'log p(x, z) changes too fast over z to be integrated within a nat.',
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Try another image; with the Gaussian likelihood, a larger sigma.',
  }),
  'exact-not-finite': () => ({
    what: 'log p(x|z) is not a finite number at these weights.',
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Lower the learning rate, or reset.',
  }),
  'exact-half-precision': ({ backend }) => ({
    what: `The ${backend} backend computes in half precision here: log p(x) would be off by more than what is to be seen.`,
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Choose the backend wasm or cpu and reset.',
  }),
}

/** Where the sliders are, if they are few: ", z1 0.50, z2 −1.20". */
const at = ({ latents, ...values }: Params): string =>
  Array.from({ length: Number(latents) }, (_, j) => values[`z${j + 1}`])
    .flatMap((value, j) => (value === undefined ? [] : [`, z${j + 1} ${f.fixed(Number(value), 2)}`]))
    .join('')

/** Told to screen readers when they happen. */
export const latentAnnouncements: Readonly<Record<string, (params: Params) => string>> = {
  origin: () => 'The sliders are at the origin',
  drawn: (params) => `The sliders are at a draw of the prior${at(params)}`,
  undone: (params) => `The sliders are back where they were${at(params)}`,
  chosen: ({ image, label, ...rest }) =>
    image === undefined
      ? `The sliders are at your image’s posterior mean${at(rest)}`
      : `The sliders are at the posterior mean of test image ${f.integer(Number(image))}${
          label === undefined ? '' : `, a ${label}`
        }${at(rest)}`,
  integrated: () => 'The exact posterior is there',
}
