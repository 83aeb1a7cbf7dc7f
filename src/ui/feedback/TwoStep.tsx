/**
 * A button for what cannot be undone: pressed, it asks, and what it asks is not answered by pressing again, since "Keep"
 * takes its place.
 */
import { useState, type KeyboardEvent } from 'react'
import { t } from '../messages/index.ts'

interface Props {
  /** For whom it is read to. */
  readonly name: string
  readonly label: string
  readonly sure: string
  readonly onSure: () => void
}

export function TwoStep({ name, label, sure, onSure }: Props) {
  const [state, setState] = useState<'idle' | 'asked' | 'kept'>('idle')
  const keep = () => setState('kept')
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    keep()
  }
  if (state !== 'asked')
    return (
      <button
        type="button"
        className="quiet"
        aria-label={name}
        autoFocus={state === 'kept'}
        onClick={() => setState('asked')}
      >
        {label}
      </button>
    )
  return (
    <span className="two-step" role="group" aria-label={name} onKeyDown={onKeyDown}>
      <button type="button" className="quiet sure" onClick={onSure}>
        {sure}
      </button>
      <button type="button" className="quiet" autoFocus onClick={keep}>
        {t('keep')}
      </button>
    </span>
  )
}
