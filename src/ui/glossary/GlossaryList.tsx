/** All words of the glossary one below the other, at the end of a derivation; drawn when it is opened. */
import { useState } from 'react'
import { WORD_IDS } from '../../derivations/glossary.ts'
import { messages, t } from '../messages/index.ts'
import './glossary.css'

export function GlossaryList() {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="glossary" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('glossary')}</summary>
      {isOpen && (
        <dl>
          {WORD_IDS.map((id) => (
            <div key={id}>
              <dt>{messages.glossary[id].word}</dt>
              <dd>{messages.glossary[id].text}</dd>
            </div>
          ))}
        </dl>
      )}
    </details>
  )
}
