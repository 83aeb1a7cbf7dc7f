/** Mean and variance of each estimator of one bit: exact, and below it as measured. */
import { MOVED, UNMOVED, type BitEstimator } from '../../../math/one-bit.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { gradientText, withError } from '../gradient-text.ts'
import { bitColour, bitName } from './names.ts'
import type { BitRow, SolvedBit } from './problem.ts'

const Both = ({ exact, value, error }: { exact: number; value: number; error: number }) => (
  <>
    {gradientText(exact)}
    <span className="figures-ends soft">{t('plusMinus', withError(tidied(value), tidied(error)))}</span>
  </>
)

const Row = ({ id, exact, measured, gradient }: BitRow & { gradient: number }) => (
  <tr {...bitColour(id)}>
    <th scope="row">
      <span className="swatch" />
      {bitName(id)}
    </th>
    <td>
      <Both exact={exact.mean} value={measured.mean} error={measured.meanError} />
    </td>
    <td className="figures-extra">{gradientText(tidied(exact.mean - gradient))}</td>
    <td>
      <Both exact={tidied(exact.variance)} value={measured.variance} error={measured.varianceError} />
    </td>
  </tr>
)

/** Without what is rounding beside values of f of about 1. */
const tidied = (value: number): number => (Math.abs(value) < 1e-12 ? 0 : value)

interface GroupProps extends SolvedBit {
  readonly ids: readonly BitEstimator[]
  readonly title: string
}

const Group = ({ ids, title, rows, gradient }: GroupProps) => (
  <tbody>
    <tr>
      <th className="bit-group soft" scope="rowgroup" colSpan={4}>
        {title}
      </th>
    </tr>
    {rows.flatMap((row) => (ids.includes(row.id) ? [<Row key={row.id} {...row} gradient={gradient} />] : []))}
  </tbody>
)

export const BitTable = (solved: SolvedBit) => (
  <table className="figures bit-figures">
    <thead>
      <tr>
        <td />
        <th scope="col">{t('bitMean')}</th>
        <th scope="col" className="figures-extra">
          {t('bitBias')}
        </th>
        <th scope="col">{t('bitVariance')}</th>
      </tr>
    </thead>
    <Group {...solved} ids={UNMOVED} title={t('bitUnmoved')} />
    <Group {...solved} ids={MOVED} title={t('bitMoved')} />
  </table>
)
