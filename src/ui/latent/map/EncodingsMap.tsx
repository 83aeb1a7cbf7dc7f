/** Test images by the means of their posteriors, coloured by class, over the prior: what the latent space looks like. */
import { memo, useDeferredValue, useMemo, useState } from 'react'
import { classColours } from '../../../charts/latent/classes.ts'
import { outsideOf } from '../../../charts/latent/map.ts'
import type { Encodings } from '../../../protocol/latent.ts'
import { labelsAt } from '../../../store/latent/state.ts'
import { Age, Aged } from '../../aged/Aged.tsx'
import { download } from '../../download.ts'
import { useLab, useLabState } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { usePalette, type Palette } from '../../palette.ts'
import { useIsDark } from '../../theme.ts'
import { mapCsv } from '../csv.ts'
import { encodingsExplored } from '../figures.ts'
import { useNeed } from '../seen.ts'
import { useTestTotal } from '../test-total.ts'
import { useMapChoices, type MapChoices } from './choices.ts'
import { ClassLegend } from './ClassLegend.tsx'
import type { ClassLook, Look } from './draw.ts'
import { MapCanvas, type Layers } from './MapCanvas.tsx'
import { AxesChoice, MapOptions } from './MapControls.tsx'
import { mapPicture } from './picture.ts'
import { createFollower, type Scene } from './scene.ts'

/** Another object when the theme, the language or the data change. */
function useClassLook(colour: Palette): ClassLook {
  const isDark = useIsDark()
  const dataset = useLabState((state) => state.opened?.dataset.name ?? '')
  return useMemo(
    () => ({
      colour,
      classes: classColours(isDark),
      className: (label) => t('className', { label, dataset }),
    }),
    [colour, isDark, dataset],
  )
}

/** How the map looks; another object when the theme, the language, the data or the axes change. */
function useLook({ points }: Scene): Look & { readonly ofClasses: ClassLook } {
  const colour = usePalette()
  const ofClasses = useClassLook(colour)
  const [x, y] = points.axes
  return useMemo(
    () => ({
      ...ofClasses,
      ofClasses,
      colour,
      axisNames: [t('axisShort', x), y.kind === 'class' ? '' : t('axisShort', y)],
      sigmas: [t('priorSigmas', { sigmas: 1 }), t('priorSigmas', { sigmas: 2 })],
    }),
    [colour, ofClasses, x, y],
  )
}

interface Props {
  readonly choices: MapChoices
  readonly encodings: Encodings
  readonly order: readonly number[]
}

function useScene({ choices, encodings, order }: Props): Scene {
  const [follower] = useState(createFollower)
  const all = useLabState((state) => state.latent.testImages?.labels ?? null)
  return useMemo(
    () => follower.follow({ encodings, labels: labelsAt(all, encodings.indices), order, choices }),
    [follower, encodings, all, order, choices],
  )
}

function Caption({ scene: { points, encodings, reach } }: { scene: Scene }) {
  const { count, axes } = points
  const { step } = encodings
  const total = useTestTotal()
  const [x, y] = axes
  const said = y.kind === 'class' ? t('mapCaptionLine', { count, total, step }) : null
  const principal =
    x.kind === 'principal' && y.kind === 'principal'
      ? t('mapPrincipal', { shares: [x.share, y.share] })
      : null
  return (
    <p className="figures-note soft">
      {said ?? t('mapCaption', { count, total, step, outside: outsideOf(points, reach, 1) })}
      {principal && t('space')}
      {principal} <Age isQuiet />
    </p>
  )
}

/** Not drawn again for the moment in which new encodings are deferred. */
const Map = memo(function Map(props: Props) {
  const { choices, encodings, order } = props
  const lab = useLab()
  const images = useLabState((state) => state.latent.testImages)
  const scene = useScene(props)
  const look = useLook(scene)
  const [layers, setLayers] = useState<Layers | null>(null)
  const { points, hidden } = scene
  const [x, y] = points.axes
  const names = { x: t('axisName', x), y: t('axisName', y) }
  const total = useTestTotal()
  const title = t('mapFigureTitle', { step: encodings.step })

  const { classes: classColours, className, colour } = look
  const explored = encodingsExplored({
    ...{ points, encodings, order, hidden, images },
    ...{ classColours, className, colour },
  })
  async function save(kind: 'csv' | 'png') {
    if (kind === 'csv') download('encodings.csv', mapCsv(points, hidden), 'text/csv')
    else if (layers) download('encodings.png', await mapPicture(layers, scene, look, title))
  }
  return (
    <Aged as="div" step={encodings.step}>
      {order.length > 2 && <AxesChoice choices={choices} order={order} />}
      <MapCanvas
        scene={scene}
        look={look}
        label={t('mapLabel', { count: points.count, total, step: encodings.step, ...names })}
        images={images}
        onChoose={(image) => void lab.latent.choose({ test: points.indices[image]! })}
        onLayers={setLayers}
      />
      {points.classes && <ClassLegend present={points.present} look={look.ofClasses} hidden={hidden} />}
      <MapOptions
        choices={choices}
        hasClasses={points.classes !== null}
        explored={explored}
        onSave={(kind) => void save(kind)}
      />
      <Caption scene={scene} />
    </Aged>
  )
})

export function EncodingsMap() {
  useNeed('encodings')
  const choices = useMapChoices()
  // Of a task of their own: laying out thousands of images takes a while, and a slider may be moving.
  const encodings = useDeferredValue(useLabState((state) => state.latent.encodings))
  const order = useDeferredValue(useLabState((state) => state.latent.order))
  if (encodings) return <Map choices={choices} encodings={encodings} order={order} />
  return (
    <div className="map">
      <p className="empty soft">{t('mapEmpty')}</p>
    </div>
  )
}
