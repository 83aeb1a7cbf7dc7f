/** q(z|x) of one image along its most active latents: mean and standard deviation, against the prior's. */
import { isRandom } from '../../../protocol/settings.ts'
import type { Inspection } from '../../../protocol/latent.ts'
import { Age, Aged } from '../../aged/Aged.tsx'
import { useLabState } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'

const MOST_ROWS = 8
/** The axis goes from -REACH to REACH, as the sliders do. */
const REACH = 4

const percent = (z: number) => (100 * (Math.min(REACH, Math.max(-REACH, z)) + REACH)) / (2 * REACH)
const between = (from: number, to: number) => ({
  left: `${percent(from)}%`,
  width: `${percent(to) - percent(from)}%`,
})

interface RowProps {
  /** Counted from 0. */
  readonly latent: number
  readonly inspection: Inspection | null
  /** The encoder gives a point, without a spread. */
  readonly isPoint: boolean
}

function Row({ latent, inspection, isPoint }: RowProps) {
  const mean = inspection?.mean[latent]
  const sd = isPoint ? 0 : (inspection?.spread[latent] ?? 1)
  const value = mean !== undefined && (isPoint ? t('latentPoint', { mean }) : t('latentValue', { mean, sd }))
  return (
    <tr>
      <th scope="row">{t('latentName', { latent: latent + 1 })}</th>
      <td>
        <div className="posterior-track">
          <i className="posterior-prior" style={between(-1, 1)} />
          {mean !== undefined && (
            <>
              <i className="posterior-spread" style={between(mean - sd, mean + sd)} />
              <i className="posterior-mean" style={{ left: `${percent(mean)}%` }} />
            </>
          )}
        </div>
      </td>
      <td className="posterior-value">{value || '–'}</td>
    </tr>
  )
}

export function PosteriorRows({ inspection }: Pick<RowProps, 'inspection'>) {
  const order = useLabState((state) => state.latent.order)
  const isPoint = useLabState((state) => !isRandom(state.settings))
  const shown = order.slice(0, MOST_ROWS)
  const counts = { shown: shown.length, latents: order.length }
  return (
    <Aged as="table" className="posterior-rows" step={inspection?.step}>
      <caption>
        {isPoint ? t('posteriorPoint', counts) : t('posteriorOf', counts)}
        <span className="soft"> · {t('posteriorPriorNote')}</span> <Age isQuiet />
      </caption>
      <tbody>
        {shown.map((latent) => (
          <Row key={latent} latent={latent} inspection={inspection} isPoint={isPoint} />
        ))}
      </tbody>
    </Aged>
  )
}
