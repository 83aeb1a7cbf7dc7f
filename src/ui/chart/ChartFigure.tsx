/** A chart with what stands beneath it: its options, and its values and its picture to take away. */
import { type ReactNode, useState } from 'react'
import { download } from '../download.ts'
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
  /** In place of a chart that has nothing to show. */
  readonly empty?: ReactNode
  /** Behind that. */
  readonly sketch?: ReactNode
  readonly children?: ReactNode
}

export function ChartFigure({ frame, content, label, name, csv, empty, sketch, children }: Props) {
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null)
  async function save(kind: 'csv' | 'png') {
    if (kind === 'csv') download(`${name}.csv`, csv(), 'text/csv')
    else if (canvas) download(`${name}.png`, await chartPicture(canvas, frame, label))
  }
  return (
    <>
      <div className="stage" data-empty={empty ? true : undefined}>
        <Chart frame={frame} content={content} label={label} onCanvas={setCanvas} />
        {sketch}
        {empty && <div className="empty">{empty}</div>}
      </div>
      <div className="chart-options">
        {children}
        {!empty && <ChartFiles onSave={(kind) => void save(kind)} />}
      </div>
    </>
  )
}

/** What can be taken away of a chart. */
export const ChartFiles = ({ onSave }: { onSave: (kind: 'csv' | 'png') => void }) => (
  <div className="chart-files">
    <button type="button" className="quiet" title={t('csvHint')} onClick={() => onSave('csv')}>
      {t('csv')}
    </button>
    <button type="button" className="quiet" title={t('pngHint')} onClick={() => onSave('png')}>
      {t('png')}
    </button>
  </div>
)
