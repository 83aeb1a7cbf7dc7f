/** With two latents: the gradient of one image with respect to mu as arrows, by each estimator. */
import { useMemo, useRef } from 'react'
import { arrowsOf, drawnIn, arrowReach } from '../../charts/variance/coordinates.ts'
import type { CoordinateReport } from '../../protocol/variance.ts'
import { CHOICES } from '../../store/views.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { ChartFiles } from '../chart/ChartFigure.tsx'
import { Segmented } from '../controls/Segmented.tsx'
import { download } from '../download.ts'
import { useChosen, useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { usePalette } from '../palette.ts'
import { ArrowPlane } from './ArrowPlane.tsx'
import { arrowsCsv } from './view-csv.ts'
import { arrowsFigure } from './arrows-figure.ts'
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

function Planes({ report, image }: { report: CoordinateReport; image: number }) {
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
    csv: () => arrowsCsv(report),
    figure: () => arrowsFigure(report, colour),
  }
  async function save(kind: 'csv' | 'png') {
    if (kind === 'csv') return download('gradient-arrows.csv', arrowsCsv(report), 'text/csv')
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
        {t('arrowsCaption', { shown: SHOWN, draws: report.draws, step: report.step, image: image + 1 })}{' '}
        <Age isQuiet />
      </Aged>
    </>
  )
}

export function Arrows() {
  const lab = useLab()
  const image = useLabState(({ views }) => views.picked.image)
  const report = useLabState((state) => state.varianceViews.coordinates)
  const start = (of: number) => {
    lab.views.pick({ image: of })
    void lab.measureCoordinates(of)
  }
  if (!report || report.latent !== 2)
    return (
      <EmptyView title={t('arrowsEmptyTitle')} text={t('arrowsEmptyText')}>
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
      <Planes report={report} image={image} />
    </>
  )
}
