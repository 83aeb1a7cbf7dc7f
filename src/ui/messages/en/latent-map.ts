/** The words of the map of encodings and of the view of each latent, in English. */
import { format as f, testImages } from './format.ts'

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

interface Counted {
  readonly count: number
  /** Images of the test set. */
  readonly total: number
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const mapText = {
  className: ({ label, dataset }: { label: number; dataset: string }) =>
    (dataset === 'fashion-mnist' && FASHION[label]) || String(label),
  classesShown: 'Classes shown',
  mapLabel: ({ count, total, step, x, y }: Counted & { step: number; x: string; y: string }) =>
    `Map of ${testImages(count, total)} by their posterior means at step ${f.integer(step)}: ${x} against ${y}`,
  mapKeys: 'Arrow keys move over the map, Enter sets the sliders to the nearest image',
  mapEmpty: 'Test images appear here as soon as they are encoded.',
  mapFigureTitle: ({ step }: { step: number }) => `Encoded test images at step ${f.integer(step)}`,
  mapCaption: ({ count, total, outside, step }: Counted & { outside: number; step: number }) =>
    `${sentence(testImages(count, total))} by their posterior means at step ${f.integer(step)}${
      outside > 0 ? `, ${f.integer(outside)} outside the map` : ''
    }. Circles: 1σ and 2σ of the prior. Ring: the sliders.`,
  mapCaptionLine: ({ count, total, step }: Counted & { step: number }) =>
    `${sentence(testImages(count, total))} by their posterior means at step ${f.integer(step)}, one row per class. Lines: 1σ and 2σ of the prior.`,
  mapPrincipal: ({ shares }: { shares: readonly [number, number] }) =>
    `The axes are the two principal directions of the means, with ${f.percent(shares[0])} and ${f.percent(shares[1])} of their variance`,
  axisName,
  axisShort: (axis: AxisName) => (axis.kind === 'principal' ? `principal ${axis.place + 1}` : axisName(axis)),
  axesKind: 'Axes of the map',
  axesPrincipal: 'principal',
  axesLatents: 'two latents',
  axisX: 'Across',
  axisY: 'Up',
  mapDrawn: 'Also shown',
  mapMeans: 'means',
  mapMeansHint: 'The mean of each class',
  mapEllipses: 'ellipses',
  mapEllipsesHint: 'The posterior of each image: one standard deviation around its mean',
  mapImage: ({ image }: { image: number }) => `image ${f.integer(image)}`,
  mapReading: ({ image, name }: { image: number; name: string | null }) =>
    `test image ${f.integer(image)}${name === null ? '' : `, ${name}`}`,
  priorSigmas: ({ sigmas }: { sigmas: number }) => `${f.integer(sigmas)} σ`,
  mapImageHeader: 'test image',
  mapClassHeader: 'class',
}

const unitsText = {
  unitsEmptyTitle: 'Not measured yet',
  unitsEmptyText: 'The KL of each latent appears here as soon as the test images are encoded.',
  unitsPointTitle: 'An autoencoder has no KL',
  unitsPointText:
    'The encoder outputs a point. Its KL to the prior is infinite and is not part of the objective. Choose a Gaussian posterior to see the KL of each latent.',
  unitsTotal: ({ kl }: { kl: number }) => `${f.fixed(kl, 2)} nats`,
  unitsTotalUnit: 'KL per image',
  unitsCaption: ({ count, total, step }: Counted & { step: number }) =>
    `Over ${testImages(count, total)} at step ${f.integer(step)}, ordered by activity. Hollow bars: inactive latents, whose mean is the same for every image.`,
  unitsLabel: 'KL of each latent',
  axisUnits: 'latents, most active first',
  axisKl: 'KL, nats per image',
  unitReading: ({ latent, kl, activity, isActive }: UnitReading) =>
    `z${latent + 1}: KL ${f.fixed(kl, 3)} nats, activity ${f.short(activity)}${isActive ? '' : ', inactive'}`,
  aggregateLabel: ({ latent }: { latent: number }) => `Aggregate posterior of z${latent + 1} and the prior`,
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

export const mapAndUnitsText = { ...mapText, ...unitsText }
