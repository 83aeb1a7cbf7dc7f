/** A setting's line: its name, its control, and beneath them what must be said about it. */
import type { ReactNode } from 'react'
import { pendingReset } from '../../store/state.ts'
import type { SettingKey } from '../../protocol/settings.ts'
import { SettingWord } from '../glossary/Explained.tsx'
import { useLabState } from '../lab-context.tsx'
import { messages, t } from '../messages/index.ts'
import { usePlace } from '../spotlight.ts'

/** The ids that tie a setting's label, control and notes together. */
export const idsOf = (name: SettingKey) => ({
  control: `setting-${name}`,
  label: `setting-${name}-label`,
  note: `setting-${name}-note`,
})

interface Props {
  readonly name: SettingKey
  readonly children: ReactNode
  readonly error?: string | null
  readonly hint?: string | null
  /** Has no effect on the training as it is now. */
  readonly isQuiet?: boolean | undefined
}

export function Row({ name, children, error, hint, isQuiet }: Props) {
  const waits = useLabState((state) => pendingReset(state).includes(name))
  const ids = idsOf(name)
  const place = usePlace(`setting:${name}`)
  const note = error ?? (waits ? t('takesEffectOnReset') : hint)
  return (
    <div className="row" data-waits={waits || undefined} data-quiet={isQuiet || undefined} {...place}>
      <label className="row-label" id={ids.label} htmlFor={ids.control}>
        <SettingWord name={name}>{messages.settings[name]}</SettingWord>
      </label>
      <div className="row-control">{children}</div>
      <p className={error ? 'row-note row-error' : 'row-note'} id={ids.note}>
        {note}
      </p>
    </div>
  )
}
