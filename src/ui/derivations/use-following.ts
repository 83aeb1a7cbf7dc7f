/** Brings the derivation that belongs to what the person does, unless that would take the page from under their eyes. */
import { useEffect, type Dispatch, type RefObject } from 'react'
import { useLab } from '../lab-context.tsx'
import { follow } from './follow.ts'
import type { Turn } from './reading.ts'

/** So long after a person moved the text they are still reading it. */
const READING_MS = 4000

const MOVES = ['wheel', 'touchmove', 'keydown'] as const

/** Whether the person is in the middle of the panel: has the focus there, or has just moved its text. */
function watchReading(panel: HTMLElement, signal: AbortSignal): () => boolean {
  let lastMove = -Infinity
  const onMove = () => void (lastMove = performance.now())
  for (const type of MOVES) panel.addEventListener(type, onMove, { signal, passive: true })
  return () => performance.now() - lastMove < READING_MS || panel.contains(document.activeElement)
}

export function useFollowing(panel: RefObject<HTMLElement | null>, turn: Dispatch<Turn>): void {
  const { store } = useLab()
  useEffect(() => {
    if (!panel.current) return
    const listening = new AbortController()
    const isReading = watchReading(panel.current, listening.signal)
    const bring = (id: string | null) => id && turn({ type: 'follow', id, isReading: isReading() })
    const stop = store.subscribe((state, before) => bring(follow(before, state)))
    return () => {
      listening.abort()
      stop()
    }
  }, [panel, store, turn])
}
