/** A number: a field that takes every legal value, and for some a slider over the usual ones. */
import { useState, type KeyboardEvent } from 'react'
import {
  SETTINGS,
  legalValues,
  parseSetting,
  type SettingKey,
  type Settings,
} from '../../protocol/settings.ts'
import { StopSlider } from '../controls/StopSlider.tsx'
import { neighbour } from '../controls/stops.ts'
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

/** What is typed counts when it is finished; what is not legal stays there to be corrected. */
function useDraft(name: NumberKey, value: number) {
  const lab = useLab()
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
    lab.set(name, parsed.value)
  }
  const set = (next: number) => {
    drop()
    lab.set(name, next)
  }
  const error = isRefused ? t('legal', { legal: legalValues(SETTINGS[name]) }) : null
  return { shown: draft ?? String(value), error, setDraft, drop, commit, set }
}

export function NumberSetting({ name, stops, hint, isQuiet }: Props) {
  const value = useLabState((state) => state.settings[name])
  const { shown, error, setDraft, drop, commit, set } = useDraft(name, value)
  const ids = idsOf(name)
  const isLive = SETTINGS[name].applies === 'live'

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit()
    if (event.key === 'Escape') drop()
    if (stops && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      set(neighbour(stops, value, event.key === 'ArrowUp' ? 1 : -1))
    }
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
        type="number"
        inputMode="decimal"
        step={SETTINGS[name].kind === 'integer' ? 1 : 'any'}
        value={shown}
        aria-invalid={error !== null}
        aria-describedby={ids.note}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </Row>
  )
}
