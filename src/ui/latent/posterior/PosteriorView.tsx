/**
 * With two real latents, or a code of few states: the exact posterior p(z|x) of one image beside the encoder's q(z|x), and log p(x) in its parts. In
 * place of it, where it cannot be had, the reason and the remedy.
 */
import { familyMetaOf } from '../../../protocol/families.ts'
import { MOST_STATES } from '../../../protocol/codes.ts'
import { isRandom } from '../../../protocol/settings.ts'
import { useState } from 'react'
import type { ChosenImage } from '../../../protocol/latent.ts'
import { Aged } from '../../aged/Aged.tsx'
import { useLab, useLabState } from '../../lab-context.tsx'
import { t } from '../../messages/index.ts'
import { PickImage } from '../draw/PickImage.tsx'
import { useNeed } from '../seen.ts'
import { GapOverSteps } from './GapOverSteps.tsx'
import { MeasurePosterior } from './MeasurePosterior.tsx'
import { StatesResult } from './StatesResult.tsx'
import { useForm } from '../form.ts'
import { QuadratureResult } from './QuadratureResult.tsx'
import './posterior.css'

/** An image is chosen to see its posterior: the integral begins at once, and the one under way is given up. */
function useLook(): (chosen: ChosenImage) => void {
  const lab = useLab()
  return (chosen) => {
    lab.latent.cancelExact()
    void lab.latent.choose(chosen).then(() => lab.latent.measureExact())
  }
}

/** What was found last stays, faint, until the next is there: the view does not jump from image to image. */
function useShown() {
  const exact = useLabState((state) => state.latent.exact)
  const isIntegrating = useLabState((state) => state.latent.integrating !== null)
  const [last, setLast] = useState(exact)
  if (exact && exact !== last) setLast(exact)
  return { exact, shown: exact ?? (isIntegrating ? last : null) }
}

function NothingYet({ isEnumerated }: { isEnumerated: boolean }) {
  const lab = useLab()
  const chosen = useLabState((state) => state.latent.chosen)
  const start = async () => {
    if (!chosen) await lab.latent.chooseAny()
    await lab.latent.measureExact()
  }
  return (
    <div className="exact-empty">
      <p className="empty-title">{t('exactEmptyTitle')}</p>
      <p className="soft">{t(isEnumerated ? 'codeExactText' : 'exactEmptyText')}</p>
      <MeasurePosterior label={t(chosen ? 'exactMeasure' : 'exactAny')} onStart={() => void start()} />
    </div>
  )
}

function Exact() {
  const lab = useLab()
  useNeed('inspection')
  const chosen = useLabState((state) => state.latent.chosen)
  const { exact, shown } = useShown()
  const look = useLook()
  const isEnumerated = useForm().values !== null
  return (
    <div className="exact">
      <div className="exact-head">
        <PickImage chosen={chosen} onChoose={look} />
        {shown && (
          <MeasurePosterior label={t('exactAgain')} onStart={() => void lab.latent.measureExact()} isQuiet />
        )}
      </div>
      {shown ? (
        <Aged as="div" className="exact-shown" data-former={shown !== exact || undefined} step={shown.step}>
          {shown.by === 'quadrature' ? (
            <QuadratureResult exact={shown} chosen={chosen} />
          ) : (
            <StatesResult exact={shown} chosen={chosen} />
          )}
        </Aged>
      ) : (
        <NothingYet isEnumerated={isEnumerated} />
      )}
      {!isEnumerated && <GapOverSteps />}
    </div>
  )
}

function OtherLatents({ latents }: { latents: number }) {
  const lab = useLab()
  const wanted = useLabState((state) => state.settings.latent)
  return (
    <div className="exact-empty">
      <p className="empty-title">{t('exactOnlyTwoTitle')}</p>
      <p className="soft">{t('exactOnlyTwoText', { latents })}</p>
      {wanted === 2 ? (
        <p className="exact-waits">{t('exactWaits')}</p>
      ) : (
        <button type="button" className="button" onClick={() => lab.set('latent', 2)}>
          {t('exactSetTwo')}
        </button>
      )}
    </div>
  )
}

/** A point has no posterior; that of another family is not computed. */
const NotComputed = ({ isPoint }: { isPoint: boolean }) => (
  <div className="exact-empty">
    <p className="empty-title">{t(isPoint ? 'exactPointTitle' : 'exactOtherTitle')}</p>
    <p className="soft">{t(isPoint ? 'exactPointText' : 'exactOtherText')}</p>
  </div>
)

const TooMany = ({ states }: { states: number }) => (
  <div className="exact-empty">
    <p className="empty-title">{t('codeTooManyTitle')}</p>
    <p className="soft">{t('codeTooManyText', { states, most: MOST_STATES })}</p>
  </div>
)

export function PosteriorView() {
  const latents = useLabState((state) => state.latent.point.length)
  const settings = useLabState((state) => state.settings)
  const { states } = useForm()
  if (states !== null) return states > MOST_STATES ? <TooMany states={states} /> : <Exact />
  if (familyMetaOf(settings.family).exactPosterior === null)
    return <NotComputed isPoint={!isRandom(settings)} />
  if (latents !== 2) return <OtherLatents latents={latents} />
  return <Exact />
}
