/** The live values for the components of the panel. */
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { useLab } from '../lab-context.tsx'
import { useLanguage } from '../language.ts'
import { createLive, type Live, type Writer } from './live.ts'

const Context = createContext<Live | null>(null)

export function LiveProvider({ isSeen, children }: { isSeen: boolean; children: ReactNode }) {
  const { store } = useLab()
  const [live] = useState(() => createLive(store))
  const language = useLanguage()
  useEffect(() => live.start(), [live])
  useEffect(() => live.show(isSeen), [live, isSeen])
  useEffect(() => live.refresh(), [live, language])
  return <Context value={live}>{children}</Context>
}

/** Keeps what `writerOf` finds on the page up to date; `writerOf` must not change without need. */
export function useWriter(writerOf: () => Writer | null): void {
  const live = useContext(Context)
  useEffect(() => {
    const writer = live && writerOf()
    return writer ? live.add(writer) : undefined
  }, [live, writerOf])
}
