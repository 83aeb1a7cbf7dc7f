/**
 * A word that explains itself when it is pointed at, focused or touched. A button without being one, since it has to break
 * over lines as words do; its explanation lies over the page, so that nothing moves.
 */
import { Tooltip } from 'radix-ui'
import { memo, useState, type KeyboardEvent, type ReactNode } from 'react'
import { WORD_IDS, wordData, type WordId } from '../../derivations/glossary.ts'
import { useLanguage } from '../language.ts'
import { messages } from '../messages/index.ts'
import { usePopupPlace } from '../toolbar/popup-place.ts'
import { marked } from './marked.ts'
import './glossary.css'

/** Numbers beside it change several times a second: the word itself is drawn again only in another language. */
export const Explained = memo(function Explained({ id, children }: { id: WordId; children: ReactNode }) {
  useLanguage()
  const place = usePopupPlace()
  const [open, setOpen] = useState(false)
  const { word, text } = messages.glossary[id]
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    setOpen(!open)
  }
  return (
    <Tooltip.Root open={open} onOpenChange={setOpen}>
      <Tooltip.Trigger asChild>
        <span
          className="word"
          role="button"
          tabIndex={0}
          // A touch opens it too, and neither a click nor the label around it does anything else.
          onPointerDown={(event) => event.preventDefault()}
          onClick={(event) => {
            event.preventDefault()
            setOpen(true)
          }}
          onKeyDown={onKeyDown}
        >
          {children}
        </span>
      </Tooltip.Trigger>
      <Tooltip.Portal container={place}>
        <Tooltip.Content className="popup tooltip word-text" sideOffset={6} collisionPadding={8}>
          <b>{word}</b> {text}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
})

/** A text with the words of the glossary in it. */
export const Worded = memo(function Worded({ text }: { text: string }) {
  const language = useLanguage()
  return marked(text, language).map(({ text: own, word }, i) =>
    word === null ? (
      own
    ) : (
      <Explained key={i} id={word}>
        {own}
      </Explained>
    ),
  )
})

const BY_SETTING = new Map(WORD_IDS.map((id) => [wordData(id).setting, id]))

/** A setting's name. */
export function SettingWord({ name, children }: { name: string; children: ReactNode }) {
  const id = BY_SETTING.get(name)
  return id ? <Explained id={id}>{children}</Explained> : children
}
