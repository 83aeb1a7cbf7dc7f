/** The quantities in their colours, with their present values; a bound of its own where one is trained. */
import { QUANTITIES, hasBand, latest, type ElboView, type Quantity } from '../../charts/elbo.ts'
import type { History } from '../../store/history.ts'
import { Aged } from '../aged/Aged.tsx'
import { Worded } from '../glossary/Explained.tsx'
import { format, messages, t } from '../messages/index.ts'
import { usePlace } from '../spotlight.ts'

interface Props {
  readonly tab: ElboView['tab']
  readonly history: History
  readonly smoothing: number
  /** How many runs differ in nothing but the seed. */
  readonly seeds: number
}

const shown = (value: number | undefined) => (value === undefined ? '–' : format.fixed(value, 1))

interface EntryProps {
  readonly quantity: Quantity
  readonly value: number | undefined
  /** Draws that the bound takes together. */
  readonly k: number | undefined
}

function nameOf({ quantity, k }: EntryProps): string {
  if (quantity === 'bound' && k !== undefined) return t('boundTrained', { k })
  return messages.quantities[quantity]
}

function Entry(props: EntryProps) {
  const { quantity, value } = props
  return (
    <li data-quantity={quantity} {...usePlace(`curve:${quantity}`)}>
      <span className="swatch" />
      <Worded text={nameOf(props)} /> <span className="legend-value">{shown(value)}</span>
    </li>
  )
}

/** Of the present values: those that a run always has, and what it trains now. */
const shownOf = (values: Readonly<Record<Quantity, number | undefined>>) =>
  QUANTITIES.filter((quantity) => {
    if (quantity === 'elbo') return values.relaxed === undefined
    return (quantity !== 'bound' && quantity !== 'relaxed') || values[quantity] !== undefined
  })

export function Legend({ tab, history, smoothing, seeds }: Props) {
  const { train, test, trainStep, testStep, isRelaxed, k } = latest(history.current, smoothing)
  const values = tab === 'terms' ? train : test
  return (
    <Aged as="ul" className="legend" step={tab === 'terms' ? trainStep : testStep} isTight>
      {shownOf(values).map((quantity) => (
        <Entry key={quantity} quantity={quantity} value={values[quantity]} k={k} />
      ))}
      <li className="legend-note soft">
        <span className={tab === 'terms' ? 'dot' : 'swatch dashed'} />
        <Worded
          text={
            tab === 'terms' ? t('legendHeldOut') : isRelaxed ? messages.quantities.relaxed : t('legendTrain')
          }
        />
      </li>
      {hasBand(seeds) && (
        <li className="legend-note soft">
          <span className="swatch dashed" />
          {t('seedsBand', { seeds })}
        </li>
      )}
    </Aged>
  )
}
