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

function unitOf(isBound: boolean, isHeldOut: boolean, isThere: boolean): string {
  if (!isThere) return t('noUnit')
  if (isBound) return t(isHeldOut ? 'heldOutUnit' : 'trainUnit')
  return t(isHeldOut ? 'reconHeldOutUnit' : 'reconTrainUnit')
}

export function BigNumber() {
  const run = useLabStateEvery(200, runOf)
  const { train, test, testStep, isBound } = latest(run, HEADLINE_SMOOTHING)
  const of = isBound ? 'elbo' : 'recon'
  const value = test[of] ?? train[of]
  const unit = unitOf(isBound, test[of] !== undefined, value !== undefined)
  return (
    <p className="big">
      <span className="figure">{value === undefined ? '–' : format.fixed(value, 1)}</span>
      <span className="soft">
        {unit}
        {testStep !== undefined && (
          <>
            {t('comma')}
            {t('atStep', { step: testStep })}
          </>
        )}
      </span>
    </p>
  )
}
