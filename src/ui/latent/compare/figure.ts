/** One side of the comparison large: where the images lie, by class. */
import type { Portrait } from '../../../store/compare/state.ts'
import type { Explored, PlotFigure, FigureCloud } from '../../explore/figure.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import type { Palette } from '../../palette.ts'
import { pointsCsv } from './csv.ts'
import { pointsOf, portraitName } from './sides.ts'

function figureOf(side: Portrait, classColours: readonly string[], colour: Palette): PlotFigure {
  const { xs, ys, count, classes, present, axes } = pointsOf(side)
  const images = Array.from({ length: count }, (_, i) => i)
  const cloud = (name: string, own: string, of: readonly number[]): FigureCloud => ({
    kind: 'cloud',
    name,
    colour: own,
    xs: of.map((i) => xs[i]!),
    ys: of.map((i) => ys[i]!),
    zs: [],
  })
  return {
    title: portraitName(side),
    step: side.step,
    x: { title: t('axisName', axes[0]), isLog: false },
    y: { title: t('axisName', axes[1]), isLog: false },
    series: classes
      ? present.map((label) =>
          cloud(
            `${t('mapClassHeader')} ${label}`,
            classColours[label]!,
            images.filter((i) => classes[i] === label),
          ),
        )
      : [cloud(t('mapImageHeader'), colour('soft'), images)],
    marks: [],
    isSquare: axes[1].kind !== 'class',
  }
}

export const compareExplored = (
  sides: readonly Portrait[],
  classColours: readonly string[],
  colour: Palette,
): Explored => ({
  title: sides.map(portraitName).join(t('comma')),
  name: 'compare',
  csv: () => pointsCsv(sides),
  figure: ([side = 0]) => figureOf(sides[side]!, classColours, colour),
  choices: [{ label: t('exploreModel'), options: sides.map(portraitName), first: 0 }],
})
