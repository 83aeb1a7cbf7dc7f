/** The width that a drawing has: so that its words are as large as all others, it is drawn in the page's pixels. */
import { useEffect, useRef, useState } from 'react'

export function useWidth(before: number) {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(before)
  useEffect(() => {
    const target = place.current
    if (!target) return
    const observer = new ResizeObserver(() => setWidth(Math.round(target.clientWidth) || before))
    observer.observe(target)
    return () => observer.disconnect()
  }, [before])
  return { place, width }
}
