/** Three ways to the posterior of one image: the plane with what they found, the draws' histograms, and the table. */
import { useMemo } from 'react'
import type { ChainsWay, GaussianName, PosteriorWays } from '../../../../protocol/ways.ts'
import { CHOICES } from '../../../../store/views.ts'
import { Age } from '../../../aged/Aged.tsx'
import { Segmented } from '../../../controls/Segmented.tsx'
import { StopSlider } from '../../../controls/StopSlider.tsx'
import { download } from '../../../download.ts'
import { useChosen } from '../../../lab-context.tsx'
import { tPart as t } from '../../../messages/of-parts.ts'
import { usePalette } from '../../../palette.ts'
import { waysExplored } from '../figures.ts'
import { Plane } from '../Plane.tsx'
import { useFiles } from '../use-files.tsx'
import { useWidth } from '../use-width.ts'
import { chainsJson } from './arviz.ts'
import { findingsOf } from './findings.ts'
import { Marginals } from './Marginals.tsx'
import { AscentPath, DASHES, Gaussians, Walk } from './Overlay.tsx'
import { useWalk } from './use-walk.ts'
import { WaysTable } from './WaysTable.tsx'
import './ways.css'

interface Props {
  readonly ways: PosteriorWays
}

const STOPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const
const GAUSSIANS = Object.keys(DASHES) as readonly GaussianName[]

const Legend = () => (
  <ul className="ways-legend" aria-label={t('exactLegend')}>
    <li>
      <i data-of="map" />
      {t('waysName', { way: 'map' })}
    </li>
    <li>
      <i data-of="chain" />
      {t('waysDraws')}
    </li>
    {GAUSSIANS.map((name) => (
      <li key={name}>
        <svg viewBox="0 0 26 8" aria-hidden="true">
          <path d="M0 4h26" stroke="var(--guess)" strokeWidth={2} strokeDasharray={DASHES[name]} />
        </svg>
        {t('waysName', { way: name })}
      </li>
    ))}
  </ul>
)

interface WalkProps {
  readonly walk: ReturnType<typeof useWalk>
}

const WalkControls = ({ walk: { shown, isWalking, show, walk, stop } }: WalkProps) => (
  <div className="ways-walk">
    <button type="button" className="quiet" onClick={isWalking ? stop : walk}>
      {t(isWalking ? 'waysStop' : 'waysWalk')}
    </button>
    <span id="ways-shown" className="soft">
      {t('waysShown')}
    </span>
    <StopSlider
      stops={STOPS}
      value={shown}
      labelledBy="ways-shown"
      text={t('waysShownCount', { shown })}
      onChange={show}
    />
    <span className="ways-count">{t('waysShownCount', { shown })}</span>
  </div>
)

/** Of every chain the first draws [chains * shown, 2]. */
function firstOf({ z, chains, draws }: ChainsWay, shown: number): Float32Array {
  if (shown === draws) return z
  const out = new Float32Array(2 * chains * shown)
  for (let c = 0; c < chains; c++) out.set(z.subarray(2 * c * draws, 2 * (c * draws + shown)), 2 * c * shown)
  return out
}

function Drawing({ ways, way, shown }: Props & { way: ChainsWay; shown: number }) {
  const [{ plane }] = useChosen('latent')
  const colour = usePalette()
  const { place, width } = useWidth(360)
  const z = useMemo(() => firstOf(way, shown), [way, shown])
  const { exact, ascent, gaussians } = ways
  const over = {
    alt: t('waysPlaneAlt', { sampler: t('waysName', { way: way.sampler }), shown }),
    draw: (at: Parameters<typeof Walk>[0]['at']) => (
      <>
        <Walk way={way} shown={shown} at={at} colour={colour} />
        <Gaussians gaussians={gaussians} at={at} colour={colour} />
        <AscentPath ascent={ascent} at={at} colour={colour} />
      </>
    ),
  }
  return (
    <div className="ways-drawing" ref={place}>
      <Plane exact={exact} scale={plane} side={Math.min(width, 360)} colour={colour} over={over} />
      <Marginals map={exact.density} z={z} width={Math.min(width, 360)} colour={colour} />
    </div>
  )
}

/** What the encoder and the diagonal cost: differences of the table's first column. */
function Costs({ ways: { gaussians } }: Props) {
  const of = (wanted: GaussianName) => gaussians.find(({ name }) => name === wanted)!.reverse
  return (
    <p className="exact-small">
      {t('waysCosts', {
        amortisation: of('encoder') - of('diagonal'),
        diagonal: of('diagonal') - of('full'),
        gaussian: of('full'),
      })}
    </p>
  )
}

/** What a method left aside. */
const Findings = ({ ways }: Props) => (
  <>
    {findingsOf(ways).map((sentence) => (
      <p key={sentence} className="exact-small ways-finding">
        {sentence}
      </p>
    ))}
  </>
)

const SmallPrint = ({ ways: { step }, way }: Props & { way: ChainsWay }) => (
  <p className="exact-small soft">
    {t('waysSmallPrint', { pieces: way.distance.pieces, warmup: way.warmup.length / (2 * way.chains), step })}{' '}
    <Age isQuiet />
  </p>
)

function Choices() {
  const [{ sampler, plane }, choose] = useChosen('latent')
  return (
    <div className="ways-choices">
      <Segmented
        options={CHOICES.latent.sampler}
        names={{ hamiltonian: 'HMC', langevin: 'MALA', metropolis: t('waysWalkName') }}
        value={sampler}
        onChange={(next) => choose({ sampler: next })}
        label={t('waysSampler')}
      />
      <Segmented
        options={CHOICES.latent.plane}
        names={{ near: t('exactNear'), far: t('exactFar') }}
        value={plane}
        onChange={(next) => choose({ plane: next })}
        label={t('exactScale')}
      />
    </div>
  )
}

export function WaysResult({ ways }: Props) {
  const [{ sampler }] = useChosen('latent')
  const way = ways.chains.find((own) => own.sampler === sampler) ?? ways.chains[0]!
  const walk = useWalk(way.draws)
  const colour = usePalette()
  const { place, filesOf } = useFiles()
  const save = () => download(`chains-${way.sampler}.json`, chainsJson(way, ways), 'application/json')
  return (
    <div className="ways">
      <Choices />
      <div ref={place}>
        <Drawing ways={ways} way={way} shown={walk.shown} />
      </div>
      <WalkControls walk={walk} />
      <Legend />
      <WaysTable ways={ways} />
      <Costs ways={ways} />
      <Findings ways={ways} />
      <SmallPrint ways={ways} way={way} />
      <div className="ways-files">
        <button type="button" className="quiet" title={t('waysChainsHint')} onClick={save}>
          {t('waysChains')}
        </button>
        {filesOf(waysExplored(ways, way, colour))}
      </div>
    </div>
  )
}
