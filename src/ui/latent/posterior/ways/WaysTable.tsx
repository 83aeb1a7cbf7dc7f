/** Every way with its distance from the truth, its cost, and what its diagnostics say. */
import type { ChainsWay, PosteriorWays } from '../../../../protocol/ways.ts'
import { tPart as t } from '../../../messages/of-parts.ts'
import { rowsOf, worstOf, type WayRow } from './names.ts'

const Diagnostics = ({ chains }: { chains: ChainsWay }) => (
  <small className="soft">{t('waysDiagnostics', worstOf(chains))}</small>
)

const Row = ({ row: { name, reverse, forward, decodes, chains } }: { row: WayRow }) => (
  <tr>
    <th scope="row">
      {t('waysName', { way: name })}
      {chains && <Diagnostics chains={chains} />}
    </th>
    <td className="figures-value">
      {t('waysNats', { value: reverse })}
      {chains && (
        <small className="soft">{t('waysIndependent', { value: chains.distance.ofIndependent })}</small>
      )}
    </td>
    <td>{forward === null ? '–' : t('waysNats', { value: forward })}</td>
    <td>{t('waysDecodes', { decodes })}</td>
  </tr>
)

export const WaysTable = ({ ways }: { ways: PosteriorWays }) => (
  <table className="figures ways-table">
    <thead>
      <tr>
        <td />
        <th scope="col">KL(q ‖ p)</th>
        <th scope="col">KL(p ‖ q)</th>
        <th scope="col">{t('waysHeader', { head: 'decodes' })}</th>
      </tr>
    </thead>
    <tbody>
      {rowsOf(ways).map((row) => (
        <Row key={row.name} row={row} />
      ))}
    </tbody>
  </table>
)
