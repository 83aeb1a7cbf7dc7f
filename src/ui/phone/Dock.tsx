/**
 * On a phone one panel shows at a time, and the estimator's toggle and what the model makes would not be on one screen: here
 * they are, above the tabs, whichever panel shows. In the panel that has the toggle, the images alone.
 */
import { RadioGroup } from 'radix-ui'
import { useMemo } from 'react'
import { colourOf, estimatorsFor, isIntervention, type EstimatorId } from '../../protocol/estimators.ts'
import type { Panel } from '../../store/views.ts'
import { Aged } from '../aged/Aged.tsx'
import { useLab, useLabState } from '../lab-context.tsx'
import { mediaQuery } from '../media.ts'
import { messages, t } from '../messages/index.ts'
import type { ImageSource } from '../samples/paint.ts'
import { SheetCanvas } from '../samples/SheetCanvas.tsx'
import { useObservable } from '../use-observable.ts'
import './phone.css'

/** As in layout.css. */
const isPhone = mediaQuery('(max-width: 699px) and (min-height: 640px)')

const ROW = { columns: 10, rows: 1 }

function Toggle() {
  const lab = useLab()
  const settings = useLabState((state) => state.settings)
  return (
    <RadioGroup.Root
      className="dock-toggle"
      orientation="horizontal"
      aria-label={t('laneEstimator')}
      value={settings.estimator}
      onValueChange={(next) => lab.set('estimator', next as EstimatorId)}
    >
      {estimatorsFor(settings)
        .filter((id) => !isIntervention(id) || id === settings.estimator)
        .map((id) => (
          <RadioGroup.Item key={id} className="dock-choice" value={id} data-colour={colourOf(id)}>
            {messages.estimators[id]?.label}
          </RadioGroup.Item>
        ))}
    </RadioGroup.Root>
  )
}

function Images() {
  const prior = useLabState((state) => state.pictures?.prior ?? null)
  const source = useMemo<ImageSource | null>(() => prior && ((_, column) => [prior, column]), [prior])
  const label = prior ? t('priorAlt', { count: ROW.columns, step: prior.step }) : t('samplesAlt')
  return (
    <Aged as="div" step={prior?.step} isTight>
      <SheetCanvas sheet={ROW} source={source} label={label} />
    </Aged>
  )
}

export function Dock({ panel }: { panel: Panel }) {
  if (!useObservable(isPhone)) return null
  return (
    <section className="dock" aria-label={t('dock')}>
      {panel !== 'experiment' && <Toggle />}
      {panel !== 'samples' && <Images />}
    </section>
  )
}
