/**
 * Where the first part of gamma has two numbers: the gradient of one image with respect to it as arrows, by each
 * estimator. In place of them, where it has not, the reason.
 */
import { useMemo, useRef } from 'react'
import { arrowsOf, drawnIn, arrowReach } from '../../charts/variance/coordinates.ts'
import { familyMetaOf, hasPlane, partWidth } from '../../protocol/families.ts'
import type { CoordinateReport } from '../../protocol/variance.ts'
import type { Settings } from '../../protocol/settings.ts'
import { CHOICES } from '../../store/views.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { ChartFiles } from '../chart/ChartFigure.tsx'
import { Segmented } from '../controls/Segmented.tsx'
import { download } from '../download.ts'
import { useChosen, useLab, useLabState } from '../lab-context.tsx'
import { messages } from '../messages/index.ts'
import { tPart as t } from '../messages/of-parts.ts'
import { usePalette } from '../palette.ts'
import { ArrowPlane } from './ArrowPlane.tsx'
import { arrowsCsv } from './view-csv.ts'
import { arrowsFigure } from './arrows-figure.ts'
import { planeAxes, type PlaneAxes } from './names.ts'
import { svgPicture } from './svg-picture.ts'
import { EmptyView } from '../feedback/EmptyView.tsx'
import { MeasureVariance } from './MeasureVariance.tsx'

const DRAWS = 512
const SHOWN = 60
/** Of the probe's batch. */
const IMAGES = 64

interface ImageProps {
  readonly image: number
  readonly onImage: (image: number) => void
}

function ImageChoice({ image, onImage }: ImageProps) {
  const isBusy = useLabState((state) => state.measuring !== null || state.phase === 'none')
  return (
    <div className="choice">
      <label className="soft" htmlFor="variance-image">
        {t('image')}
      </label>
      <select
        id="variance-image"
        className="field"
        value={image}
        disabled={isBusy}
        onChange={(event) => onImage(Number(event.target.value))}
      >
        {Array.from({ length: IMAGES }, (_, i) => (
          <option key={i} value={i}>
            {t('imageOf', { image: i + 1, images: IMAGES })}
          </option>
        ))}
      </select>
    </div>
  )
}

interface PlanesProps {
  readonly report: CoordinateReport
  readonly image: number
  /** Names of the two coordinates. */
  readonly axes: PlaneAxes
}

function Planes({ report, image, axes }: PlanesProps) {
  const [{ arrows: scale }, choose] = useChosen('variance')
  const colour = usePalette()
  const planes = useRef<HTMLDivElement>(null)
  const drawn = useMemo(
    () => drawnIn(report).map((id) => ({ id, arrows: arrowsOf(report, id, SHOWN) })),
    [report],
  )
  const reaches = drawn.map(({ arrows }) => arrowReach(arrows))
  const widest = Math.max(...reaches)
  const explored = {
    title: t('arrowsEmptyTitle'),
    name: 'gradient-arrows',
    csv: () => arrowsCsv(report, axes),
    figure: () => arrowsFigure(report, axes, colour),
  }
  async function save(kind: 'csv' | 'png') {
    if (kind === 'csv') return download('gradient-arrows.csv', arrowsCsv(report, axes), 'text/csv')
    const svgs = [...(planes.current?.querySelectorAll('svg') ?? [])]
    download('gradient-arrows.png', await svgPicture(svgs, colour('paper')))
  }
  return (
    <>
      <div className="planes" ref={planes}>
        {drawn.map(({ id, arrows }, e) => (
          <ArrowPlane
            key={id}
            estimator={id}
            arrows={arrows}
            axes={axes}
            reach={scale === 'same-scale' ? widest : reaches[e]!}
            colour={colour}
          />
        ))}
      </div>
      <div className="chart-options">
        <Segmented
          options={CHOICES.variance.arrows}
          names={{ 'same-scale': t('sameScale'), 'own-scale': t('ownScale') }}
          value={scale}
          onChange={(arrows) => choose({ arrows })}
          label={t('arrowScale')}
        />
        <ChartFiles explored={explored} onSave={(kind) => void save(kind)} />
      </div>
      <Aged as="p" className="figures-note soft" step={report.step}>
        {t('arrowsCaption', {
          shown: SHOWN,
          draws: report.draws,
          step: report.step,
          image: image + 1,
          names: axes.join(t('comma')),
        })}{' '}
        <Age isQuiet />
      </Aged>
    </>
  )
}

/** Which part of gamma it is about, and why that is no plane. */
function NoPlane() {
  const { family, latent, classes } = useLabState(({ applied, settings }) => applied ?? settings)
  const part = messages.families[family]!.parts[0]!
  const count = partWidth({ family, latent, classes })
  return <EmptyView title={t('arrowsNoPlaneTitle')} text={t('arrowsNoPlaneText', { part, count })} />
}

export function Arrows() {
  const settings = useLabState(({ applied, settings }) => applied ?? settings)
  return hasPlane(settings) ? <InPlane settings={settings} /> : <NoPlane />
}

function InPlane({ settings }: { settings: Settings }) {
  const lab = useLab()
  const image = useLabState(({ views }) => views.picked.image)
  const report = useLabState((state) => state.varianceViews.coordinates)
  const start = (of: number) => {
    lab.views.pick({ image: of })
    void lab.measureCoordinates(of)
  }
  const meta = familyMetaOf(settings.family)
  if (!report || report.latent !== settings.latent)
    return (
      <EmptyView title={t('arrowsEmptyTitle')} text={t('arrowsEmptyText', { symbol: meta.symbols[0]! })}>
        <MeasureVariance
          what="coordinates"
          label={t('drawGradients', { draws: DRAWS })}
          onStart={() => start(image)}
        />
      </EmptyView>
    )
  return (
    <>
      <div className="view-head">
        <ImageChoice image={image} onImage={start} />
        <MeasureVariance what="coordinates" label={t('drawAgain')} onStart={() => start(image)} isQuiet />
      </div>
      <Planes report={report} image={image} axes={planeAxes(meta)} />
    </>
  )
}
