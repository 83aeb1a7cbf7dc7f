/** A chart with what stands beneath it: its options, and its values and its picture to take away. */
import { type ReactNode, useState } from 'react'
import { download } from '../download.ts'
import { ExploreButton } from '../explore/ExploreButton.tsx'
import type { Explored } from '../explore/figure.ts'
import { figureOf, type ChartNumbers } from '../explore/of-chart.ts'
import { Chart } from './Chart.tsx'
import { chartPicture } from './picture.ts'
import type { Content, Frame } from './spec.ts'
import { t } from '../messages/index.ts'

interface Props {
  readonly frame: Frame
  readonly content: Content
  /** What it shows; also the title of its picture. */
  readonly label: string
  /** Of the files, without their endings. */
  readonly name: string
  readonly csv: () => string
  /** Of the weights that it shows; null where it is of none. */
  readonly step: number | null
  /** As measured, where the chart shows something else: smoothed, scaled, widened. */
  readonly measured?: () => ChartNumbers
  /** In place of a chart that has nothing to show. */
  readonly empty?: ReactNode
  /** Behind that. */
  readonly sketch?: ReactNode
  readonly children?: ReactNode
}

export function ChartFigure(props: Props) {
  const { frame, content, label, name, csv, step, measured, empty, sketch, children } = props
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null)
  async function save(kind: 'csv' | 'png') {
    if (kind === 'csv') download(`${name}.csv`, csv(), 'text/csv')
    else if (canvas) download(`${name}.png`, await chartPicture(canvas, frame, label))
  }
  const figure = () => figureOf(frame, measured?.() ?? content, { title: label, step })
  return (
    <>
      <div className="stage" data-empty={empty ? true : undefined}>
        <Chart frame={frame} content={content} label={label} onCanvas={setCanvas} />
        {sketch}
        {empty && <div className="empty">{empty}</div>}
      </div>
      <div className="chart-options">
        {children}
        {!empty && (
          <ChartFiles explored={{ title: label, name, csv, figure }} onSave={(kind) => void save(kind)} />
        )}
      </div>
    </>
  )
}

interface FilesProps {
  readonly explored: Explored
  readonly onSave: (kind: 'csv' | 'png') => void
}

/** What can be taken away of a chart, and the way to it in large. */
export const ChartFiles = ({ explored, onSave }: FilesProps) => (
  <div className="chart-files">
    <ExploreButton explored={explored} />
    <button type="button" className="quiet" title={t('csvHint')} onClick={() => onSave('csv')}>
      {t('csv')}
    </button>
    <button type="button" className="quiet" title={t('pngHint')} onClick={() => onSave('png')}>
      {t('png')}
    </button>
  </div>
)
