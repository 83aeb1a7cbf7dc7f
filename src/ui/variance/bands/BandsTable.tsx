/** The figures of the stacked bands: variance, bias squared and the cosine with the exact gradient, a row a point. */
import { mostOfSquare, tellsFromZero, type ErrorPoint } from '../../../charts/variance/bias.ts'
import type { Interval } from '../../../protocol/variance.ts'
import { format } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'

const Ends = ({ of }: { of: Interval }) => <span className="figures-ends soft">{t('interval', of)}</span>

const Bias = ({ square }: { square: Interval }) =>
  square.lo > 0 ? (
    <>
      {format.scientific(square.value)}
      <Ends of={square} />
    </>
  ) : (
    <span className="soft">
      {t('noSignalShort')}
      <span className="figures-ends">{t('biasBelow', { most: mostOfSquare(square) })}</span>
    </span>
  )

const Cosine = ({ cosine }: { cosine: Interval | null }) =>
  cosine ? (
    <>
      {format.fixed(cosine.value, 2)}
      <span className="figures-ends soft">
        {t('cosineInterval', { lo: format.fixed(cosine.lo, 2), hi: format.fixed(cosine.hi, 2) })}
      </span>
    </>
  ) : (
    <span className="soft">{t('noSignalShort')}</span>
  )

interface Props {
  readonly points: readonly ErrorPoint[]
  /** What x is. */
  readonly header: string
  readonly name: (x: number) => string
}

export const BandsTable = ({ points, header, name }: Props) => (
  <table className="figures">
    <thead>
      <tr>
        <th scope="col" className="bands-x">
          {header}
        </th>
        <th scope="col">{t('figuresVariance')}</th>
        <th scope="col">{t('figuresBias')}</th>
        <th scope="col" className="figures-extra">
          {t('bandsShare')}
        </th>
        <th scope="col">{t('figuresCosine')}</th>
      </tr>
    </thead>
    <tbody>
      {points.map(({ x, variance, bias }) => (
        <tr key={x}>
          <th scope="row">{name(x)}</th>
          <td>
            {format.scientific(variance.value)}
            <Ends of={variance} />
          </td>
          <td>
            <Bias square={bias.square} />
          </td>
          <td className="figures-value figures-extra">
            {tellsFromZero(bias)
              ? format.percent(bias.square.value / (bias.square.value + variance.value))
              : '–'}
          </td>
          <td>
            <Cosine cosine={bias.cosine} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
