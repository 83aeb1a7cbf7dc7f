import { ToggleGroup } from 'radix-ui'
import type { ElboView } from '../../charts/elbo.ts'
import { ChartFiles } from '../chart/ChartFigure.tsx'
import { StopSlider } from '../controls/StopSlider.tsx'
import type { Explored } from '../explore/figure.ts'
import { format, t } from '../messages/index.ts'

const SMOOTHING_STOPS: readonly number[] = [
  0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99,
]

interface Props {
  readonly view: ElboView
  readonly notShown: number
  readonly onScale: (scale: ElboView['scale']) => void
  readonly onSmoothing: (smoothing: number) => void
  readonly explored: Explored
  readonly onSave: (kind: 'csv' | 'png') => void
}

export function ChartOptions({ view, notShown, onScale, onSmoothing, explored, onSave }: Props) {
  return (
    <div className="chart-options">
      <ToggleGroup.Root
        type="single"
        className="tabs"
        aria-label={t('scale')}
        value={view.scale}
        onValueChange={(scale) => scale && onScale(scale as ElboView['scale'])}
      >
        <ToggleGroup.Item className="tab" value="linear">
          {t('linear')}
        </ToggleGroup.Item>
        <ToggleGroup.Item className="tab" value="log">
          {t('log')}
        </ToggleGroup.Item>
      </ToggleGroup.Root>
      <div className="smoothing">
        <span id="smoothing-label" className="soft">
          {t('smoothing')}
        </span>
        <StopSlider
          stops={SMOOTHING_STOPS}
          value={view.smoothing}
          labelledBy="smoothing-label"
          text={format.fixed(view.smoothing, 2)}
          onChange={onSmoothing}
        />
        <span className="smoothing-value">{format.fixed(view.smoothing, 2)}</span>
      </div>
      <ChartFiles explored={explored} onSave={onSave} />
      {notShown > 0 && <p className="chart-note soft">{t('notShown', { count: notShown })}</p>}
    </div>
  )
}
