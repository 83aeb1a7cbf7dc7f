/** What the quadrature found for one image: the plane of z, the bars, and how far they may be trusted. */
import type { ChosenImage, QuadraturePosterior } from '../../../protocol/latent.ts'
import { CHOICES } from '../../../store/views.ts'
import { Age } from '../../aged/Aged.tsx'
import { Segmented } from '../../controls/Segmented.tsx'
import { useChosen } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { usePalette } from '../../palette.ts'
import { ExactImage } from './ExactImage.tsx'
import { LogEvidenceBars } from './LogEvidenceBars.tsx'
import { surfaceExplored, termsExplored } from './figures.ts'
import { Plane } from './Plane.tsx'
import { useFiles } from './use-files.tsx'
import { useWidth } from './use-width.ts'

interface Props {
  readonly exact: QuadraturePosterior
  readonly chosen: ChosenImage | null
}

const Legend = () => (
  <ul className="exact-legend" aria-label={t('exactLegend')}>
    <li>
      <i data-of="exact" />
      {t('exactRegions')}
    </li>
    <li>
      <i data-of="guess" />
      {t('exactGuess')}
    </li>
    <li>
      <i data-of="prior" />
      {t('exactPrior')}
    </li>
  </ul>
)

function ThePlane({ exact, chosen }: Props) {
  const [{ plane }, choose] = useChosen('latent')
  const colour = usePalette()
  const { place, width } = useWidth(220)
  const { place: drawn, filesOf } = useFiles()
  return (
    <div className="exact-plane">
      <div ref={place}>
        <div ref={drawn}>
          <Plane exact={exact} scale={plane} side={width} colour={colour} />
        </div>
      </div>
      <div className="exact-beside">
        <ExactImage chosen={chosen} />
        <Legend />
        <Segmented
          options={CHOICES.latent.plane}
          names={{ near: t('exactNear'), far: t('exactFar') }}
          value={plane}
          onChange={(next) => choose({ plane: next })}
          label={t('exactScale')}
        />
        {filesOf(surfaceExplored(exact, colour))}
      </div>
    </div>
  )
}

/** How sure it is. */
function SmallPrint({ exact }: Pick<Props, 'exact'>) {
  const { monteCarlo, elbo, error, evaluations, step } = exact
  const off = Math.abs(monteCarlo.elbo - elbo) / monteCarlo.standardError
  const check = { elbo: monteCarlo.elbo, error: monteCarlo.standardError, draws: monteCarlo.draws, off }
  return (
    <div className="exact-small">
      <p>{t('exactCheck', check)}</p>
      <p className="soft">
        {t('exactSmallPrint', { error, evaluations, step })} <Age isQuiet />
      </p>
    </div>
  )
}

export function QuadratureResult({ exact, chosen }: Props) {
  const colour = usePalette()
  const { place, width } = useWidth(360)
  const { place: drawn, filesOf } = useFiles()
  return (
    <>
      <ThePlane exact={exact} chosen={chosen} />
      <div className="exact-bars" ref={place}>
        <p className="exact-identity">{t('exactBarsTitle')}</p>
        <div ref={drawn}>
          <LogEvidenceBars exact={exact} width={width} colour={colour} />
        </div>
        <SmallPrint exact={exact} />
        {filesOf(termsExplored(exact, colour))}
      </div>
    </>
  )
}
