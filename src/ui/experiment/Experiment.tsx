/** Everything that can be set: what changes at the next step, and what at the next reset. */
import { pendingReset } from '../../store/state.ts'
import { BETA_STOPS, LATENT_STOPS, LR_STOPS, PROBE_STOPS } from '../controls/stops.ts'
import { useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { ChoiceSetting } from './ChoiceSetting.tsx'
import { DataSetting, OpenFiles } from './DataSetting.tsx'
import { EstimatorRadios } from './EstimatorRadios.tsx'
import './experiment.css'
import { FreezeSetting } from './FreezeSetting.tsx'
import { NumberSetting } from './NumberSetting.tsx'
import { WidthsSetting } from './WidthsSetting.tsx'

function Live() {
  const percent = useLabState((state) => state.settings.probe)
  return (
    <section>
      <h3 className="heading">{t('live')}</h3>
      <NumberSetting name="beta" stops={BETA_STOPS} />
      <NumberSetting name="lr" stops={LR_STOPS} />
      <FreezeSetting />
      <NumberSetting name="probe" stops={PROBE_STOPS} hint={t('probeHint', { percent })} />
    </section>
  )
}

function OnReset() {
  const isGaussian = useLabState((state) => state.settings.likelihood === 'gaussian')
  const count = useLabState((state) => pendingReset(state).length)
  return (
    <section>
      <h3 className="heading">
        {t('onReset')}
        {count > 0 && <span className="heading-aside">{t('pendingCount', { count })}</span>}
      </h3>
      <DataSetting />
      <NumberSetting name="latent" stops={LATENT_STOPS} />
      <WidthsSetting />
      <ChoiceSetting name="activation" />
      <ChoiceSetting name="likelihood" />
      {isGaussian && <NumberSetting name="sigma" />}
      <ChoiceSetting name="targets" />
      <ChoiceSetting name="optimizer" />
      <NumberSetting name="batch" />
      <NumberSetting name="seed" />
      <ChoiceSetting name="backend" />
      <OpenFiles />
    </section>
  )
}

export const Experiment = () => (
  <section className="panel experiment" aria-label={t('experiment')} id="panel-experiment">
    <h2 className="only-heard">{t('experiment')}</h2>
    <EstimatorRadios />
    <Live />
    <OnReset />
  </section>
)
