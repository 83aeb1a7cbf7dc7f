/** The three quantities in their colours, with their present values. */
import { QUANTITIES, latest, type ElboView } from '../../charts/elbo.ts'
import type { History } from '../../store/history.ts'
import { format, messages, t } from '../messages/index.ts'

interface Props {
  readonly tab: ElboView['tab']
  readonly history: History
  readonly smoothing: number
}

const shown = (value: number | undefined) => (value === undefined ? '–' : format.fixed(value, 1))

export function Legend({ tab, history, smoothing }: Props) {
  const { train, test } = latest(history.current, smoothing)
  const values = tab === 'terms' ? train : test
  return (
    <ul className="legend">
      {QUANTITIES.map((quantity) => (
        <li key={quantity} data-quantity={quantity}>
          <span className="swatch" />
          {messages.quantities[quantity]} <span className="legend-value">{shown(values[quantity])}</span>
        </li>
      ))}
      <li className="legend-note soft">
        <span className={tab === 'terms' ? 'dot' : 'swatch dashed'} />
        {t(tab === 'terms' ? 'legendHeldOut' : 'legendTrain')}
      </li>
    </ul>
  )
}
