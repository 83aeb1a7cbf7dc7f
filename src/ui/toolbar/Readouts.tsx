/** Where the run stands. */
import type { LabState } from '../../store/state.ts'
import { useLabState } from '../lab-context.tsx'
import { format, t } from '../messages/index.ts'
import { Readout } from './Readout.tsx'
import { Saved } from './Saved.tsx'

function Step() {
  const step = useLabState((state) => state.step)
  return (
    <Readout
      testId="step"
      plain={String(step)}
      shown={format.integer(step)}
      unit={t('stepUnit')}
      digits={6}
      unitFirst
    />
  )
}

const epochOf = ({ step, opened }: LabState) => (opened ? step / opened.stepsPerEpoch : 0)

function Epoch() {
  const epoch = useLabState((state) => epochOf(state).toFixed(2))
  return (
    <Readout
      testId="epoch"
      plain={epoch}
      shown={format.fixed(Number(epoch), 2)}
      unit={t('epochUnit')}
      digits={5}
      unitFirst
    />
  )
}

interface StepRate {
  /** Its id in tests, and its class. */
  readonly name: string
  readonly rate: string
  readonly unit: string
  readonly hint?: string
}

/** Four digits are enough of what changes all the time, and have room. */
function StepRateReadout({ name, rate, ...told }: StepRate) {
  const value = Number(rate)
  const shown = format.fixed(value, value < 1000 ? 1 : 0)
  return <Readout testId={name} className={name} plain={rate} shown={shown} digits={5} {...told} />
}

function Rate() {
  const rate = useLabState(({ rates }) => rates.steps.toFixed(1))
  return <StepRateReadout name="rate" rate={rate} unit={t('rateUnit')} />
}

/** What the clock does not cover: without measuring, evaluating and pictures it would be this. */
function TrainingRate() {
  const rate = useLabState(({ rates }) => rates.trainingSteps.toFixed(1))
  const clock = useLabState(({ rates }) => rates.steps)
  const hint = t('trainingRateHint', { training: Number(rate), clock })
  return <StepRateReadout name="training-rate" rate={rate} unit={t('trainingRateUnit')} hint={hint} />
}

function ImageRate() {
  const images = useLabState(({ rates }) => Math.round(rates.images))
  const shown = format.integer(images)
  return (
    <Readout plain={String(images)} shown={shown} unit={t('imagesUnit')} digits={6} className="image-rate" />
  )
}

export function Readouts() {
  const isStill = useLabState((state) => state.phase !== 'training')
  return (
    <div className="readouts" data-still={isStill || undefined}>
      <Step />
      <Epoch />
      <Rate />
      <TrainingRate />
      <ImageRate />
      <Saved />
    </div>
  )
}
