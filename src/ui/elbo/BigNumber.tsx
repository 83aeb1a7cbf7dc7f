/** The one number that matters: the held-out ELBO, or, before the first evaluation, the training one, named as such. */
import { latest } from '../../charts/elbo.ts'
import type { LabState } from '../../store/state.ts'
import { useLabStateEvery } from '../lab-context.tsx'
import { format, t } from '../messages/index.ts'

const HEADLINE_SMOOTHING = 0.95

const runOf = ({ history }: LabState) => history.current

export function BigNumber() {
  const run = useLabStateEvery(200, runOf)
  const { train, test, testStep } = latest(run, HEADLINE_SMOOTHING)
  const value = test.elbo ?? train.elbo
  const unit = test.elbo !== undefined ? t('heldOutUnit') : value !== undefined ? t('trainUnit') : t('noUnit')
  return (
    <p className="big">
      <span className="figure">{value === undefined ? '–' : format.fixed(value, 1)}</span>
      <span className="soft">
        {unit}
        {testStep !== undefined && <>, {t('atStep', { step: testStep })}</>}
      </span>
    </p>
  )
}
