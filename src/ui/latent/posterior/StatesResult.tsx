/** What the enumeration found for one image: log p(x) in bars that add up, and the probable states beside the encoder's. */
import { useMemo, useRef } from 'react'
import { probableStates, type StateShares } from '../../../charts/latent/states.ts'
import { pointOfState } from '../../../protocol/codes.ts'
import type { ChosenImage, StatesPosterior } from '../../../protocol/latent.ts'
import { Age } from '../../aged/Aged.tsx'
import { ChartFiles } from '../../chart/ChartFigure.tsx'
import { download } from '../../download.ts'
import { useLab, useLabState } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { usePalette } from '../../palette.ts'
import { svgPicture } from '../../variance/svg-picture.ts'
import { useForm } from '../form.ts'
import { ExactImage } from './ExactImage.tsx'
import { statesExplored } from './figures.ts'
import { LogEvidenceBars } from './LogEvidenceBars.tsx'
import { useWidth } from './use-width.ts'

const MOST_STATES_LISTED = 8

interface Props {
  readonly exact: StatesPosterior
  readonly chosen: ChosenImage | null
}

interface RowProps {
  readonly shares: StateShares
  readonly point: readonly number[]
  /** The greatest share of any row. */
  readonly most: number
}

const Bar = ({ of, share, most }: { of: 'exact' | 'guess'; share: number; most: number }) => (
  <i data-of={of} style={{ width: `${(100 * share) / most}%` }} />
)

/** A press sets the code. */
function Row({ shares: { posterior, guess }, point, most }: RowProps) {
  const lab = useLab()
  return (
    <tr>
      <th scope="row">
        <button type="button" className="quiet state-code" onClick={() => lab.latent.moveTo(point)}>
          {t('codeWritten', { point })}
        </button>
      </th>
      <td className="state-bars" aria-hidden="true">
        <Bar of="exact" share={posterior} most={most} />
        <Bar of="guess" share={guess} most={most} />
      </td>
      <td>{t('codeShare', { share: posterior })}</td>
      <td>{t('codeShare', { share: guess })}</td>
    </tr>
  )
}

function Probable({ exact }: Pick<Props, 'exact'>) {
  const { values } = useForm()
  const latents = useLabState((state) => state.latent.point.length)
  const rows = useMemo(() => probableStates(exact, MOST_STATES_LISTED), [exact])
  const most = Math.max(...rows.flatMap(({ posterior, guess }) => [posterior, guess]))
  return (
    <table className="states-probable">
      <caption className="only-heard">{t('codeProbable')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('codeColumn')}</th>
          <td />
          <th scope="col" data-of="exact">
            p(s|x)
          </th>
          <th scope="col" data-of="guess">
            q(s|x)
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((shares) => (
          <Row
            key={shares.state}
            shares={shares}
            point={pointOfState(shares.state, latents, values ?? 2)}
            most={most}
          />
        ))}
      </tbody>
    </table>
  )
}

export function StatesResult({ exact, chosen }: Props) {
  const colour = usePalette()
  const { values } = useForm()
  const latents = useLabState((state) => state.latent.point.length)
  const { place, width } = useWidth(360)
  const drawn = useRef<HTMLDivElement>(null)

  const explored = statesExplored(exact, latents, values ?? 2, colour)

  async function save(kind: 'csv' | 'png') {
    if (kind === 'csv') return download('states-posterior.csv', explored.csv([]), 'text/csv')
    const svgs = [...(drawn.current?.querySelectorAll('svg') ?? [])]
    download('log-evidence.png', await svgPicture(svgs, colour('paper')))
  }
  return (
    <>
      <div className="states-top">
        <ExactImage chosen={chosen} />
        <Probable exact={exact} />
      </div>
      <div className="exact-bars" ref={place}>
        <p className="exact-identity">{t('exactBarsTitle')}</p>
        <div ref={drawn}>
          <LogEvidenceBars exact={exact} width={width} colour={colour} />
        </div>
        <p className="exact-small soft">
          {t('codeSmallPrint', { states: exact.posterior.length, step: exact.step })} <Age isQuiet />
        </p>
        <ChartFiles explored={explored} onSave={(kind) => void save(kind)} />
      </div>
    </>
  )
}
