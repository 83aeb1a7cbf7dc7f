/**
 * The line under the toolbar: before training the question, then what was measured, in a sentence, with the next thing to try.
 * Turned off, the question stays.
 */
import { useEffect, useMemo, useState } from 'react'
import { narrate } from '../../narrator/rules.ts'
import type { Narration, Suggestion, Telling } from '../../narrator/story.ts'
import type { LaneChange } from '../../store/lanes/state.ts'
import type { LabState } from '../../store/state.ts'
import { Worded } from '../glossary/Explained.tsx'
import { keptFlag } from '../kept-flag.ts'
import { useLab, useLabState, useLabStateEvery } from '../lab-context.tsx'
import { messages, t } from '../messages/index.ts'
import './opening.css'

const useIsOn = keptFlag('narrator', true)

/** Slower than the charts: a sentence is read, and not watched. */
const EVERY_MS = 2000
/** A screen reader hears a sentence once it has stood this long, and no second one of its kind. */
const HEARD_AFTER_MS = 1500

/** Nothing was measured yet, and that training began and what was switched is announced as it happens. */
const NOT_HEARD: readonly string[] = ['question', 'started', 'settling']

const runOf = ({ history }: LabState) => history.current

/** Nobody has trained anything yet. */
const isFresh = ({ step, phase, willTrain, history: { current, earlier } }: LabState): boolean =>
  step === 0 && phase !== 'training' && !willTrain && current.rows.length + earlier.length === 0

function sentenceOf(telling: Telling): string {
  const sentence = messages.narration[telling.rule] as string | ((told: Telling) => string)
  return typeof sentence === 'string' ? sentence : sentence(telling)
}

function changeText({ text }: Suggestion): string {
  if (text.key === 'nextSwitch')
    return t('nextSwitch', { name: messages.estimators[text.estimator]?.name ?? text.estimator })
  return text.key === 'nextSamples' ? t('nextSamples', { samples: text.samples }) : t(text.key)
}

function suggestionText(next: Suggestion): string {
  const text = changeText(next)
  return next.lane === undefined ? text : t('nextInLane', { lane: next.lane, next: text })
}

function useNarration(): Narration | null {
  const run = useLabStateEvery(EVERY_MS, runOf)
  const settings = useLabState((state) => state.settings)
  const lanes = useLabState((state) => state.lanes)
  return useMemo(() => {
    const withSettings = lanes.map(({ lane, live }) => ({ lane, settings: { ...settings, ...live } }))
    return narrate({ run, settings, lanes: withSettings })
  }, [run, settings, lanes])
}

/** Politely, and only when there is something of another kind to say: the numbers in it change all the time. */
function Heard({ kind, text }: { kind: string; text: string }) {
  const [heard, setHeard] = useState({ kind, text: '' })
  // Another run began, or the present one was changed: what was heard is no longer true of it.
  if (heard.kind !== kind && NOT_HEARD.includes(kind)) setHeard({ kind, text: '' })
  useEffect(() => {
    if (heard.kind === kind) return
    const timer = setTimeout(() => setHeard({ kind, text }), HEARD_AFTER_MS)
    return () => clearTimeout(timer)
  }, [heard.kind, kind, text])
  return (
    <p className="only-heard" aria-live="polite">
      {heard.text}
    </p>
  )
}

function Told({ narration }: { narration: Narration | null }) {
  const text = narration ? sentenceOf(narration.telling) : t('question')
  return (
    <>
      <p
        className="line-text"
        data-testid="narrator"
        data-rule={narration?.telling.rule ?? 'question'}
        data-step={narration?.step}
      >
        <Worded text={text} />
      </p>
      <Heard kind={narration?.telling.rule ?? 'question'} text={text} />
    </>
  )
}

function Next({ next }: { next: Suggestion }) {
  const lab = useLab()
  const onClick = () => {
    for (const [key, value] of next.change)
      if (next.lane === undefined) lab.set(key, value as never)
      else lab.lanes.set(next.lane, key as keyof LaneChange, value as never)
  }
  return (
    <button type="button" className="button line-button" onClick={onClick}>
      {suggestionText(next)}
    </button>
  )
}

function Switch({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  const name = t(isOn ? 'narratorOff' : 'narratorOn')
  return (
    <button
      type="button"
      className="quiet line-switch"
      aria-label={name}
      title={name}
      onClick={() => onChange(!isOn)}
    >
      {isOn ? '×' : '…'}
    </button>
  )
}

export function Narrator() {
  const lab = useLab()
  const [isOn, setOn] = useIsOn()
  const isUntouched = useLabState(isFresh)
  const measured = useNarration()
  const narration = isOn ? measured : null
  return (
    <section className="line" aria-label={t('narrator')} data-fresh={isUntouched || undefined}>
      <Told narration={narration} />
      {isUntouched && (
        <button type="button" className="button line-button" onClick={() => void lab.train()}>
          {t('trainAndSee')}
        </button>
      )}
      {narration?.next && <Next next={narration.next} />}
      {!isUntouched && <Switch isOn={isOn} onChange={setOn} />}
    </section>
  )
}
