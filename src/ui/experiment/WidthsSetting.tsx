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
  const [isRefused, setRefused] = useState(false)
  const ids = idsOf('hidden')

  const drop = () => {
    setDraft(null)
    setRefused(false)
  }
  const commit = () => {
    if (draft === null) return
    const parsed = parseSetting('hidden', draft.trim())
    if (!parsed.ok) return setRefused(true)
    drop()
    lab.set('hidden', parsed.value)
  }
  const error = isRefused ? t('legal', { legal: legalValues(SETTINGS.hidden) }) : null
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
