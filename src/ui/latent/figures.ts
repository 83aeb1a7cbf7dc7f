/** The views of the latent space large: the encodings along any three directions, the latents' KL, the codebook. */
import type { Axis } from '../../charts/latent/axes.ts'
import { directionsOf, placesAlong } from '../../charts/latent/space.ts'
import type { MapPoints } from '../../charts/latent/map.ts'
import type { LatentUnit } from '../../charts/latent/units.ts'
import type { Codebook, Encodings, TestImages } from '../../protocol/latent.ts'
import type { Explored, PlotFigure, FigureCloud, FigurePictures } from '../explore/figure.ts'
import { tPart as t } from '../messages/of-parts.ts'
import type { Palette } from '../palette.ts'
import { mapCsv, spaceCsv } from './csv.ts'

interface Encoded {
  readonly points: MapPoints
  readonly encodings: Encodings
  /** The latents, most active first. */
  readonly order: readonly number[]
  readonly hidden: ReadonlySet<number>
  readonly images: TestImages | null
  readonly classColours: readonly string[]
  readonly className: (label: number) => string
  readonly colour: Palette
}

/** The images of each class that is shown, as the map has them; all together where there are none. */
function cloudsOf(
  { points: { classes, present, count }, hidden, classColours, className, colour }: Encoded,
  places: readonly ArrayLike<number>[],
): FigureCloud[] {
  const all = Array.from({ length: count }, (_, i) => i)
  const cloud = (name: string, own: string, images: readonly number[]): FigureCloud => {
    const along = (axis: number) => images.map((image) => places[axis]?.[image] ?? 0)
    return { kind: 'cloud', name, colour: own, xs: along(0), ys: along(1), zs: along(2), pictures: images }
  }
  if (!classes) return [cloud(t('mapImageHeader'), colour('soft'), all)]
  return present
    .filter((label) => !hidden.has(label))
    .map((label) =>
      cloud(
        className(label),
        classColours[label]!,
        all.filter((i) => classes[i] === label),
      ),
    )
}

function picturesOf({ images, points, className }: Encoded): { pictures?: FigurePictures } {
  if (!images || images.images.count < points.count) return {}
  const nameOf = (image: number) => {
    const label = points.classes?.[image]
    const name = label === undefined ? null : className(label)
    return t('mapReading', { image: points.indices[image]! + 1, name })
  }
  return { pictures: { pixels: images.images.pixels, nameOf } }
}

const axisTitle = (axis: Axis) => ({
  title: axis.kind === 'class' ? t('mapClassHeader') : t('axisShort', axis),
  isLog: false,
})

/** One latent or two: the map itself. */
function inPlane(encoded: Encoded): Omit<PlotFigure, 'title' | 'step' | 'marks'> {
  const { points } = encoded
  const [x, y] = points.axes.map(axisTitle)
  return {
    x: x!,
    y: y!,
    series: cloudsOf(encoded, [points.xs, points.ys]),
    isSquare: points.axes[1].kind !== 'class',
    ...picturesOf(encoded),
  }
}

function inSpace(encoded: Encoded, axes: readonly Axis[]): Omit<PlotFigure, 'title' | 'step' | 'marks'> {
  const [x, y, z] = axes.map(axisTitle)
  const places = placesAlong(encoded.encodings, axes)
  return { x: x!, y: y!, z: z!, series: cloudsOf(encoded, places), ...picturesOf(encoded) }
}

/** At first the directions in which the images vary most; the names alone need no computing. */
function choicesOf({ order }: Encoded): NonNullable<Explored['choices']> {
  const options = [
    ...order.map((latent) => t('latentName', { latent: latent + 1 })),
    ...order.map((_, place) => t('exploreDirection', { place: place + 1 })),
  ]
  return ['x', 'y', 'z'].map((axis, i) => ({
    label: t('exploreAlong', { axis }),
    options,
    first: order.length + i,
  }))
}

export function encodingsExplored(encoded: Encoded): Explored {
  const { points, encodings, order, hidden } = encoded
  const { step } = encodings
  const told = { title: t('mapFigureTitle', { step }), step, marks: [] }
  const shared = { title: told.title, name: 'encodings' }
  if (encodings.latent < 3)
    return { ...shared, csv: () => mapCsv(points, hidden), figure: () => ({ ...told, ...inPlane(encoded) }) }
  const axesOf = (chosen: readonly number[]) => {
    const all = directionsOf(encodings, order)
    return chosen.map((place) => all[place]!)
  }
  return {
    ...shared,
    choices: choicesOf(encoded),
    csv: (chosen) => spaceCsv(encodings, points, axesOf(chosen), hidden),
    figure: (chosen) => ({ ...told, ...inSpace(encoded, axesOf(chosen)) }),
  }
}

/** The KL of each latent, in the order given. */
export function unitsFigure(
  units: readonly Pick<LatentUnit, 'latent' | 'kl'>[],
  step: number,
  xTitle: string,
  colour: Palette,
): PlotFigure {
  const names = units.map(({ latent }, at) => ({ at, name: t('latentName', { latent: latent + 1 }) }))
  return {
    title: t('unitsLabel'),
    step,
    x: { title: xTitle, isLog: false, names },
    y: { title: t('axisKl'), isLog: false },
    series: [
      {
        kind: 'curve',
        name: t('unitKlHeader'),
        colour: colour('kl'),
        style: 'bars',
        width: 1,
        xs: names.map(({ at }) => at),
        ys: units.map(({ kl }) => kl),
      },
    ],
    marks: [],
  }
}

/** How much of the aggregate posterior each state has, and of the prior, which is uniform. */
export function codebookFigure({ mass, images, step }: Codebook, colour: Palette): PlotFigure {
  const xs = Array.from(mass, (_, state) => state + 1)
  const curve = { kind: 'curve', xs, width: 1 } as const
  const even = mass.map(() => 1 / mass.length)
  return {
    title: t('codeMapAlt', { states: mass.length, images, step }),
    step,
    x: { title: t('codeStateHeader'), isLog: false },
    y: { title: t('exploreShare'), isLog: false },
    series: [
      { ...curve, name: t('codeMassHeader'), colour: colour('ink'), style: 'bars', ys: [...mass] },
      { ...curve, name: t('codePriorHeader'), colour: colour('soft'), style: 'dashes', ys: [...even] },
    ],
    marks: [],
  }
}
