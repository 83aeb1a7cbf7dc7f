/** The hidden layers' widths, written as in the URL: 400 or 200-200. */
import { useState } from 'react'
import { SETTINGS, formatSetting, legalValues, parseSetting } from '../../protocol/settings.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { Row, idsOf } from './Row.tsx'

export function WidthsSetting() {
  const lab = useLab()
  const value = useLabState((state) => formatSetting('hidden', state.settings.hidden))
  const [draft, setDraft] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const ids = idsOf('hidden')

  const drop = () => {
    setDraft(null)
    setError(null)
  }
  const commit = () => {
    if (draft === null) return
    const parsed = parseSetting('hidden', draft.trim())
    if (!parsed.ok) return setError(t('legal', { legal: legalValues(SETTINGS.hidden) }))
    drop()
    lab.set('hidden', parsed.value)
  }
  return (
    <Row name="hidden" error={error}>
      <input
        id={ids.control}
        className="field"
        type="text"
        spellCheck={false}
        autoComplete="off"
        value={draft ?? value}
        aria-invalid={error !== null}
        aria-describedby={ids.note}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={({ key }) => {
          if (key === 'Enter') commit()
          if (key === 'Escape') drop()
        }}
      />
    </Row>
  )
}
