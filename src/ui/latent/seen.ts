/**
 * What the panel keeps fresh, it keeps fresh only while it can be seen: not on a phone's other tab, nor scrolled out of
 * sight.
 */
import { createContext, useContext, useEffect, useState, type RefObject } from 'react'
import type { Need } from '../../store/latent/state.ts'
import { useLab } from '../lab-context.tsx'

/** Whether the panel around is in sight. */
export const Seen = createContext(true)

/** Whether any part of an element is in sight. */
export function useSeen(element: RefObject<Element | null>): boolean {
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    if (!element.current) return
    const observer = new IntersectionObserver((entries) => setSeen(entries.at(-1)!.isIntersecting))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return isSeen
}

/** Keeps something fresh as long as the component is on the page and its panel in sight. */
export function useNeed(need: Need): void {
  const lab = useLab()
  const isSeen = useContext(Seen)
  useEffect(() => (isSeen ? lab.latent.watch(need) : undefined), [lab, need, isSeen])
}
