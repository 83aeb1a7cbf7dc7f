/**
 * What went wrong or is worth knowing: what happened, what was kept, what to do. They stay until dismissed, one by one or
 * all at once; several of a kind stand together, and what is to be done about them is said once.
 */
import type { Message } from '../../store/state.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { t, tellFault } from '../messages/index.ts'
import './feedback.css'

type Group = readonly [Message, ...Message[]]

/** By what they tell of, the newest group first. */
function groupsOf(messages: readonly Message[]): Group[] {
  const groups = new Map<string, Group>()
  for (const message of messages) {
    const kind = `${message.tone} ${message.code}`
    const group = groups.get(kind)
    groups.delete(kind)
    groups.set(kind, group ? [...group, message] : [message])
  }
  return [...groups.values()].reverse()
}

/** What is the same for all is said once, behind them. */
function linesOf(group: Group): { readonly lines: readonly string[][]; readonly shared: string } {
  const told = group.map((message) => {
    const { what, kept, todo } = tellFault(message)
    return { what, rest: [kept, todo].filter(Boolean).join(t('space')) }
  })
  const isShared = told.every(({ rest }) => rest === told[0]?.rest)
  const lines = told.map(({ what, rest }) => (isShared ? [what] : [what, rest]))
  return { lines, shared: isShared ? (told[0]?.rest ?? '') : '' }
}

function Told({ group }: { group: Group }) {
  const lab = useLab()
  const { lines, shared } = linesOf(group)
  const [{ tone }] = group
  return (
    <li className="message" data-tone={tone}>
      <div role={tone === 'error' ? 'alert' : 'status'}>
        {lines.map(([what, rest], i) => (
          <p key={group[i]!.id}>
            <span className="message-what">{what}</span>
            {rest && t('space')}
            {rest}
          </p>
        ))}
        {shared && <p>{shared}</p>}
      </div>
      <button
        type="button"
        className="quiet"
        aria-label={t('dismiss')}
        onClick={() => group.forEach(({ id }) => lab.dismiss(id))}
      >
        ✕
      </button>
    </li>
  )
}

function AllAtOnce({ messages }: { messages: readonly Message[] }) {
  const lab = useLab()
  return (
    <p className="messages-head">
      <span className="soft">{t('messageCount', { count: messages.length })}</span>
      <button type="button" className="quiet" onClick={() => messages.forEach(({ id }) => lab.dismiss(id))}>
        {t('dismissAll')}
      </button>
    </p>
  )
}

export function Messages() {
  const messages = useLabState((state) => state.messages)
  const groups = groupsOf(messages)
  return (
    <section className="messages" aria-label={t('messages')}>
      {groups.length > 1 && <AllAtOnce messages={messages} />}
      <ul>
        {groups.map((group) => (
          <Told key={group[0].id} group={group} />
        ))}
      </ul>
    </section>
  )
}
