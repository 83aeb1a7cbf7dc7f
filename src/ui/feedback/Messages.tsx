/** What went wrong or is worth knowing: what happened, what was kept, what to do. They stay until dismissed. */
import type { Message } from '../../store/state.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { t, tellFault } from '../messages/index.ts'
import './feedback.css'

function Told({ message }: { message: Message }) {
  const lab = useLab()
  const { what, kept, todo } = tellFault(message)
  return (
    <li className="message" data-tone={message.tone}>
      <div role={message.tone === 'error' ? 'alert' : 'status'}>
        <p className="message-what">{what}</p>
        {(kept || todo) && <p>{[kept, todo].filter(Boolean).join(t('space'))}</p>}
      </div>
      <button
        type="button"
        className="quiet"
        aria-label={t('dismiss')}
        onClick={() => lab.dismiss(message.id)}
      >
        ✕
      </button>
    </li>
  )
}

export function Messages() {
  const messages = useLabState((state) => state.messages)
  return (
    <section className="messages" aria-label={t('messages')}>
      <ul>
        {messages.map((message) => (
          <Told key={message.id} message={message} />
        ))}
      </ul>
    </section>
  )
}
