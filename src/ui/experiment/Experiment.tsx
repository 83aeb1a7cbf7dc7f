/** Everything that can be set: what changes at the next step, and what at the next reset. */
import { familyMetaOf } from '../../protocol/families.ts'
import { usesK } from '../../protocol/objectives.ts'
import { isRandom } from '../../protocol/settings.ts'
import { pendingReset } from '../../store/state.ts'
import { BETA_STOPS, LATENT_STOPS, PROBE_STOPS, SIGMA_STOPS } from '../controls/stops.ts'
import { Experiments } from '../experiments/Experiments.tsx'
import { useLabState, useServices } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { ChoiceSetting } from './ChoiceSetting.tsx'
import { DataSetting, OpenFiles } from './DataSetting.tsx'
import { FurtherOptions } from './EstimatorOptions.tsx'
import { EstimatorRadios } from './EstimatorRadios.tsx'
import { MoreSettings } from './MoreSettings.tsx'
import { SegmentedSetting } from './ChoiceSetting.tsx'
import { WidthsSetting } from './WidthsSetting.tsx'
import './experiment.css'
import { NumberSetting } from './NumberSetting.tsx'

/** Which bound is trained; a family without one has nothing to choose. */
function Objective() {
  const settings = useLabState((state) => state.settings)
  if (!isRandom(settings)) return null
  return <SegmentedSetting name="objective" hint={t('objectiveHint', { usesK: usesK(settings.objective) })} />
}

function Live() {
  const percent = useLabState((state) => state.settings.probe)
  const half = useLabState((state) => state.settings.freeze)
  const family = useLabState((state) => state.settings.family)
  const isGaussian = useLabState((state) => state.settings.likelihood === 'gaussian')
  const isPoint = !isRandom({ family })
  return (
    <section>
      <h3 className="heading">{t('live')}</h3>
      <SegmentedSetting name="family" hint={t('familyHint', { family })} />
      <Objective />
      <FurtherOptions />
      <NumberSetting
        name="beta"
        stops={BETA_STOPS}
        hint={isPoint ? t('pointNoKl') : null}
        isQuiet={isPoint}
      />
      {isGaussian && <NumberSetting name="sigma" stops={SIGMA_STOPS} />}
      <SegmentedSetting name="freeze" hint={t('freezeHint', { half })} />
      <NumberSetting
        name="probe"
        stops={PROBE_STOPS}
        hint={isPoint ? t('pointNoDraws') : t('probeHint', { percent })}
        isQuiet={isPoint}
      />
    </section>
  )
}

function OnReset() {
  const hasClasses = useLabState(({ settings }) => familyMetaOf(settings.family).latentKind === 'class')
  const count = useLabState((state) => pendingReset(state).length)
  return (
    <section>
      <h3 className="heading">
        {t('onReset')}
        {count > 0 && <span className="heading-aside">{t('pendingCount', { count })}</span>}
      </h3>
      <DataSetting />
      <NumberSetting name="latent" stops={LATENT_STOPS} />
      {hasClasses && <NumberSetting name="classes" />}
      <WidthsSetting />
      <ChoiceSetting name="activation" />
      <ChoiceSetting name="likelihood" />
      <ChoiceSetting name="targets" />
      <ChoiceSetting name="optimizer" />
      <NumberSetting name="batch" />
      <NumberSetting name="seed" />
      <ChoiceSetting name="backend" />
      <ChoiceSetting name="kernels" />
      <OpenFiles />
    </section>
  )
}

export const Experiment = () => (
  <section className="panel experiment" aria-label={t('experiment')} id="panel-experiment">
    <h2 className="only-heard">{t('experiment')}</h2>
    <Experiments />
    <EstimatorRadios />
    <MoreSettings>
      <Live />
      <OnReset />
    </MoreSettings>
    <Version />
  </section>
)

/** Which lab this is, for a report or a paper. */
export function Version() {
  const [release = '', commit = ''] = useServices().version.split('+')
  return <p className="version">{t('version', { release, commit })}</p>
}
