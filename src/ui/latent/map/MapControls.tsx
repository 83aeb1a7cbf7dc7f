/** What of the map a person can choose: along what it lies, and what is drawn beside the points. */
import { ToggleGroup } from 'radix-ui'
import { CHOICES } from '../../../store/views.ts'
import { ChartFiles } from '../../chart/ChartFigure.tsx'
import { Segmented } from '../../controls/Segmented.tsx'
import { useChosen, useLab } from '../../lab-context.tsx'
import type { Explored } from '../../explore/figure.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { pairOf, type MapChoices } from './choices.ts'

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
  readonly choices: MapChoices
  readonly order: readonly number[]
}

/** Of a space with more than two dimensions. */
export function AxesChoice({ choices, order }: Props) {
  const { views } = useLab()
  const pair = pairOf(choices, order)
  const pick = (axes: readonly [number, number]) => views.pick({ axes })
  return (
    <div className="map-axes">
      <Segmented
        options={CHOICES.latent.axes}
        names={{ principal: t('axesPrincipal'), latents: t('axesLatents') }}
        value={choices.kind}
        onChange={(axes) => {
          pick(pair)
          views.choose('latent', { axes })
        }}
        label={t('axesKind')}
      />
      {choices.kind === 'latents' && (
        <>
          <LatentSelect
            label={t('axisX')}
            value={pair[0]}
            order={order}
            onChange={(x) => pick([x, pair[1]])}
          />
          <LatentSelect
            label={t('axisY')}
            value={pair[1]}
            order={order}
            onChange={(y) => pick([pair[0], y])}
          />
        </>
      )}
    </div>
  )
}

interface OptionsProps {
  readonly choices: MapChoices
  readonly hasClasses: boolean
  readonly explored: Explored
  readonly onSave: (kind: 'csv' | 'png') => void
}

export function MapOptions({ choices, hasClasses, explored, onSave }: OptionsProps) {
  const [, choose] = useChosen('latent')
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
          choose({
            means: next.includes('means') ? 'means' : 'no-means',
            ellipses: next.includes('ellipses') ? 'ellipses' : 'no-ellipses',
          })
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
      <ChartFiles explored={explored} onSave={onSave} />
    </div>
  )
}
