/** A number: a field that takes every legal value, and for some a slider over the usual ones. */
import { useState, type KeyboardEvent } from 'react'
import {
  SETTINGS,
  legalValues,
  parseSetting,
  type NumberSpec,
  type SettingKey,
  type Settings,
} from '../../protocol/settings.ts'
import { StopSlider } from '../controls/StopSlider.tsx'
import { nextStop } from '../controls/stops.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { format, t } from '../messages/index.ts'
import { Row, idsOf } from './Row.tsx'

export type NumberKey = { [K in SettingKey]: Settings[K] extends number ? K : never }[SettingKey]

interface Props {
  readonly name: NumberKey
  readonly stops?: readonly number[]
  readonly hint?: string | null
  /** Has no effect on the training as it is now. */
  readonly isQuiet?: boolean
}

const specOf = (name: NumberKey): NumberSpec => SETTINGS[name]

/** Null where there is none, or a step of 1 means nothing. */
function oneFurther(name: NumberKey, value: number, direction: 1 | -1): number | null {
  const { kind, min, max } = specOf(name)
  const next = value + direction
  return kind === 'integer' && Number.isInteger(next) && next >= min && next <= max ? next : null
}

/** What is typed counts when it is finished; what is not legal stays there to be corrected. */
export function useDraft<K extends NumberKey>(name: K, value: number, apply: (value: Settings[K]) => void) {
  const [draft, setDraft] = useState<string | null>(null)
  const [isRefused, setRefused] = useState(false)
  const drop = () => {
    setDraft(null)
    setRefused(false)
  }
  const commit = () => {
    if (draft === null) return
    const parsed = parseSetting(name, draft)
    if (!parsed.ok) return setRefused(true)
    drop()
    apply(parsed.value)
  }
  const set = (next: Settings[K]) => {
    drop()
    apply(next)
  }
  const error = isRefused ? t('legal', { legal: legalValues(SETTINGS[name]) }) : null
  return { shown: draft ?? String(value), error, setDraft, drop, commit, set }
}

const plain = (value: number): string => value.toFixed(10).replace(/\.?0+$/, '')

/** What a spinbutton tells of its value: without exponents, which these attributes may not have. */
const ariaRange = (now: number, min: number, max: number): object => ({
  'aria-valuenow': plain(now),
  'aria-valuemin': plain(min),
  'aria-valuemax': plain(max),
})

export function NumberSetting({ name, stops, hint, isQuiet }: Props) {
  const lab = useLab()
  const value = useLabState((state) => state.settings[name])
  const { shown, error, setDraft, drop, commit, set } = useDraft(name, value, (next) => lab.set(name, next))
  const ids = idsOf(name)
  const { min, max, applies } = specOf(name)
  const isLive = applies === 'live'

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit()
    if (event.key === 'Escape') drop()
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    const direction = event.key === 'ArrowUp' ? 1 : -1
    event.preventDefault()
    if (stops) return set(nextStop(stops, value, direction))
    const next = oneFurther(name, Number(shown), direction)
    if (next !== null) setDraft(String(next))
  }
  return (
    <Row name={name} error={error} hint={hint ?? null} isQuiet={isQuiet}>
      {stops && (
        <StopSlider
          stops={stops}
          value={value}
          labelledBy={ids.label}
          text={format.short(value)}
          {...(isLive ? { onChange: set } : { onCommit: set })}
        />
      )}
      <input
        id={ids.control}
        className={stops ? 'field field-beside' : 'field'}
        // Not type="number": the mouse's wheel changes that while the pointer only passes.
        type="text"
        role="spinbutton"
        inputMode="decimal"
        spellCheck={false}
        autoComplete="off"
        value={shown}
        {...ariaRange(value, min, max)}
        aria-invalid={error !== null}
        aria-describedby={ids.note}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </Row>
  )
}
