/**
 * The one number that matters: the held-out ELBO, or, before the first evaluation, the training one, named as such. An
 * autoencoder has no bound: then it is the reconstruction.
 */
import { latest } from '../../charts/elbo.ts'
import type { LabState } from '../../store/state.ts'
import { useLabStateEvery } from '../lab-context.tsx'
import { format, t } from '../messages/index.ts'

const HEADLINE_SMOOTHING = 0.95

const runOf = ({ history }: LabState) => history.current

/** Which value it is, and of which step. */
function wordsOf({ testStep, train, isBound }: ReturnType<typeof latest>): string {
  const isHeldOut = testStep !== undefined
  if (isBound) {
    if (isHeldOut) return [t('heldOutUnit'), t('atStep', { step: testStep })].join(t('comma'))
    return t(train.elbo === undefined ? 'noUnit' : 'trainUnit')
  }
  return isHeldOut ? t('reconHeldOut', { step: testStep }) : t('reconTrain')
}

export function BigNumber() {
  const run = useLabStateEvery(200, runOf)
  const newest = latest(run, HEADLINE_SMOOTHING)
  const of = newest.isBound ? 'elbo' : 'recon'
  const value = newest.test[of] ?? newest.train[of]
  return (
    <p className="big">
      <span className="figure">{value === undefined ? '–' : format.fixed(value, 1)}</span>
      <span className="soft">{wordsOf(newest)}</span>
    </p>
  )
}
