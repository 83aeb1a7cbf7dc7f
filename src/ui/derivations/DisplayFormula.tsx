/**
 * A formula on a line of its own, with the present values under its braces. Where it is wider than the column it
 * scrolls in a box that the keyboard reaches.
 */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { t } from '../messages/index.ts'
import { formulaWriter } from './live.ts'
import { useWriter } from './live-context.tsx'
import { displayHtml, withStyles } from './math.ts'

function useIsWide(box: RefObject<HTMLElement | null>): boolean {
  const [isWide, setWide] = useState(false)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setWide(element.scrollWidth > element.clientWidth)
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return isWide
}

const WIDE = { tabIndex: 0, role: 'group' } as const

export function DisplayFormula({ tex, spoken }: { tex: string; spoken: string }) {
  const box = useRef<HTMLDivElement>(null)
  const isWide = useIsWide(box)
  const html = useMemo(() => displayHtml(tex, spoken), [tex, spoken])
  useLayoutEffect(() => withStyles(box.current!), [html])
  useWriter(
    // Another drawing has other slots.
    useCallback(() => (html && box.current ? formulaWriter(box.current) : null), [html]),
  )
  return (
    <div
      className="formula"
      ref={box}
      {...(isWide && WIDE)}
      aria-label={isWide ? t('derivationWide') : undefined}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
