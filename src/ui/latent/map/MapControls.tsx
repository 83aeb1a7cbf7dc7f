/** What of the map a person can choose: along what it lies, and what is drawn beside the points. */
import { ToggleGroup } from 'radix-ui'
import { ChartFiles } from '../../chart/ChartFiles.tsx'
import { Segmented } from '../../controls/Segmented.tsx'
import { t } from '../../messages/index.ts'
import { pairOf, type ChosenMap } from './choices.ts'

const KINDS = ['principal', 'latents'] as const

interface SelectProps {
  readonly label: string
  readonly value: number
  readonly order: readonly number[]
  readonly onChange: (latent: number) => void
}

const LatentSelect = ({ label, value, order, onChange }: SelectProps) => (
  <select
    className="field map-latent"
    aria-label={label}
    value={value}
    onChange={(event) => onChange(Number(event.target.value))}
  >
    {order.map((latent) => (
      <option key={latent} value={latent}>
        {t('latentName', { latent: latent + 1 })}
      </option>
    ))}
  </select>
)

interface Props {
  readonly chosen: ChosenMap
  readonly order: readonly number[]
}

/** Of a space with more than two dimensions. */
export function AxesChoice({ chosen: { choices, change }, order }: Props) {
  const pair = pairOf(choices, order)
  return (
    <div className="map-axes">
      <Segmented
        options={KINDS}
        names={{ principal: t('axesPrincipal'), latents: t('axesLatents') }}
        value={choices.kind}
        onChange={(kind) => change({ kind, pair })}
        label={t('axesKind')}
      />
      {choices.kind === 'latents' && (
        <>
          <LatentSelect
            label={t('axisX')}
            value={pair[0]}
            order={order}
            onChange={(x) => change({ pair: [x, pair[1]] })}
          />
          <LatentSelect
            label={t('axisY')}
            value={pair[1]}
            order={order}
            onChange={(y) => change({ pair: [pair[0], y] })}
          />
        </>
      )}
    </div>
  )
}

interface OptionsProps {
  readonly chosen: ChosenMap
  readonly hasClasses: boolean
  readonly onSave: (kind: 'csv' | 'png') => void
}

export function MapOptions({ chosen: { choices, change }, hasClasses, onSave }: OptionsProps) {
  const shown = [choices.showsMeans && 'means', choices.showsEllipses && 'ellipses'].filter(
    (one) => one !== false,
  )
  return (
    <div className="chart-options">
      <ToggleGroup.Root
        type="multiple"
        className="tabs"
        aria-label={t('mapDrawn')}
        value={shown}
        onValueChange={(next) =>
          change({ showsMeans: next.includes('means'), showsEllipses: next.includes('ellipses') })
        }
      >
        {hasClasses && (
          <ToggleGroup.Item className="tab" value="means" title={t('mapMeansHint')}>
            {t('mapMeans')}
          </ToggleGroup.Item>
        )}
        <ToggleGroup.Item className="tab" value="ellipses" title={t('mapEllipsesHint')}>
          {t('mapEllipses')}
        </ToggleGroup.Item>
      </ToggleGroup.Root>
      <ChartFiles onSave={onSave} />
    </div>
  )
}
