import { useLabState } from '../lab-context.tsx'
import { tellAnnouncement } from '../messages/index.ts'

/** Tells screen readers what changed: not every step, but "Paused at step 1,200". */
export function Announcer() {
  const announcement = useLabState((state) => state.announcement)
  return (
    <p className="only-heard" aria-live="polite">
      {announcement && <span key={announcement.id}>{tellAnnouncement(announcement)}</span>}
    </p>
  )
}
