/**
 * The one number that matters: the held-out ELBO, or, before the first evaluation, the training one, named as such. An
 * autoencoder has no bound: then it is the reconstruction.
 */
import { latest } from '../../charts/elbo.ts'
import type { LabState } from '../../store/state.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { Worded } from '../glossary/Explained.tsx'
import { useLabState, useLabStateEvery } from '../lab-context.tsx'
import { format, t } from '../messages/index.ts'

const runOf = ({ history }: LabState) => history.current

/** Which value it is. */
function wordsOf(
  { testStep, trainStep, isBound, isRelaxed }: ReturnType<typeof latest>,
  smoothing: number,
): string {
  const isHeldOut = testStep !== undefined
  if (!isBound) return t(isHeldOut ? 'reconHeldOut' : 'reconTrain')
  if (isHeldOut) return t('heldOutUnit')
  if (trainStep === undefined) return t('noUnit')
  return t(isRelaxed ? 'relaxedUnit' : 'trainUnit', { smoothing })
}

export function BigNumber() {
  const run = useLabStateEvery(200, runOf)
  const smoothing = useLabState((state) => state.smoothing)
  const newest = latest(run, smoothing)
  const { isBound, isRelaxed, test, train } = newest
  const value = isBound ? (test.elbo ?? train[isRelaxed ? 'relaxed' : 'elbo']) : (test.recon ?? train.recon)
  const step = newest.testStep ?? newest.trainStep
  return (
    <Aged as="p" className="big" step={step}>
      <span className="figure">{value === undefined ? '–' : format.fixed(value, 1)}</span>
      <span className="big-words soft">
        <Worded text={wordsOf(newest, smoothing)} />
        {step !== undefined && t('comma')}
        <Age />
      </span>
    </Aged>
  )
}
