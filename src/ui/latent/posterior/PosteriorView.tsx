/**
 * With two real latents, or a code of few states: the exact posterior p(z|x) of one image beside the encoder's q(z|x), and log p(x) in its parts. In
 * place of it, where it cannot be computed, the reason and the remedy.
 */
import { familyMetaOf } from '../../../protocol/families.ts'
import { MOST_STATES } from '../../../protocol/codes.ts'
import { isRandom } from '../../../protocol/settings.ts'
import { useState } from 'react'
import type { ChosenImage } from '../../../protocol/latent.ts'
import { Aged } from '../../aged/Aged.tsx'
import { CHOICES } from '../../../store/views.ts'
import { Segmented } from '../../controls/Segmented.tsx'
import { useChosen, useLab, useLabState } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { PickImage } from '../draw/PickImage.tsx'
import { useNeed } from '../seen.ts'
import { TwoBumps } from './bumps/TwoBumps.tsx'
import { GapOverSteps } from './GapOverSteps.tsx'
import { MeasurePosterior } from './MeasurePosterior.tsx'
import { StatesResult } from './StatesResult.tsx'
import { useForm } from '../form.ts'
import { QuadratureResult } from './QuadratureResult.tsx'
import { WaysResult } from './ways/WaysResult.tsx'
import './posterior.css'

interface Measuring {
  readonly start: () => Promise<void>
  readonly cancel: () => void
}

/** An image is chosen to see its posterior: the integral begins at once, and the one under way is given up. */
function useLook({ cancel, start }: Measuring): (chosen: ChosenImage) => void {
  const lab = useLab()
  return (chosen) => {
    cancel()
    void lab.latent.choose(chosen).then(start)
  }
}

/** What was found last stays, faint, until the next is there: the view does not jump from image to image. */
function useShown<T>(found: T | null, isUnderWay: boolean) {
  const [last, setLast] = useState(found)
  if (found && found !== last) setLast(found)
  return { found, shown: found ?? (isUnderWay ? last : null) }
}

interface NothingProps {
  readonly title: string
  readonly text: string
  readonly label: string
  readonly of?: 'exact' | 'ways'
  readonly onStart: () => Promise<void>
}

function NothingYet({ title, text, label, of = 'exact', onStart }: NothingProps) {
  const lab = useLab()
  const chosen = useLabState((state) => state.latent.chosen)
  const start = async () => {
    if (!chosen) await lab.latent.chooseAny()
    await onStart()
  }
  return (
    <div className="exact-empty">
      <p className="empty-title">{title}</p>
      <p className="soft">{text}</p>
      <MeasurePosterior label={chosen ? label : t('exactAny')} of={of} onStart={() => void start()} />
    </div>
  )
}

function Ways() {
  const lab = useLab()
  useNeed('inspection')
  const chosen = useLabState((state) => state.latent.chosen)
  const ways = useLabState((state) => state.latent.ways)
  const isUnderWay = useLabState((state) => state.latent.taking !== null)
  const { found, shown } = useShown(ways, isUnderWay)
  const start = lab.latent.takeWays
  const look = useLook({ start, cancel: lab.latent.cancelWays })
  return (
    <div className="exact">
      <div className="exact-head">
        <PickImage chosen={chosen} onChoose={look} />
        {shown && <MeasurePosterior label={t('exactAgain')} of="ways" onStart={() => void start()} isQuiet />}
      </div>
      {shown ? (
        <Aged as="div" className="exact-shown" data-former={shown !== found || undefined} step={shown.step}>
          <WaysResult ways={shown} />
        </Aged>
      ) : (
        <NothingYet
          title={t('waysEmptyTitle')}
          text={t('waysEmptyText')}
          label={t('waysMeasure')}
          of="ways"
          onStart={start}
        />
      )}
    </div>
  )
}

function Exact() {
  const lab = useLab()
  useNeed('inspection')
  const chosen = useLabState((state) => state.latent.chosen)
  const found = useLabState((state) => state.latent.exact)
  const isIntegrating = useLabState((state) => state.latent.integrating !== null)
  const { found: exact, shown } = useShown(found, isIntegrating)
  const look = useLook({ start: lab.latent.measureExact, cancel: lab.latent.cancelExact })
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
        <NothingYet
          title={t('exactEmptyTitle')}
          text={t(isEnumerated ? 'codeExactText' : 'exactEmptyText')}
          label={t('exactMeasure')}
          onStart={lab.latent.measureExact}
        />
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

/** A gradient to climb, chains that walk in a plane and Gaussians are for real latents: a code has none of them. */
const NoWays = () => (
  <div className="exact-empty">
    <p className="empty-title">{t('codeNoWaysTitle')}</p>
    <p className="soft">{t('codeNoWaysText')}</p>
  </div>
)

/** Of the present model: what there is, or why there is nothing. */
function OfModel() {
  const [{ answer }] = useChosen('latent')
  const latents = useLabState((state) => state.latent.point.length)
  const settings = useLabState((state) => state.settings)
  const { states } = useForm()
  if (states !== null && answer === 'ways') return <NoWays />
  if (states !== null) return states > MOST_STATES ? <TooMany states={states} /> : <Exact />
  if (familyMetaOf(settings.family).exactPosterior === null)
    return <NotComputed isPoint={!isRandom(settings)} />
  if (latents !== 2) return <OtherLatents latents={latents} />
  return answer === 'ways' ? <Ways /> : <Exact />
}

/** The bumps are of no model: they can always be seen. */
export function PosteriorView() {
  const [{ answer }, choose] = useChosen('latent')
  const names = CHOICES.latent.answer.map((one) => [one, t('answer', { answer: one })] as const)
  return (
    <>
      <Segmented
        options={CHOICES.latent.answer}
        names={Object.fromEntries(names) as Record<(typeof names)[number][0], string>}
        value={answer}
        onChange={(next) => choose({ answer: next })}
        label={t('answerLabel')}
      />
      {answer === 'bumps' ? <TwoBumps /> : <OfModel />}
    </>
  )
}
