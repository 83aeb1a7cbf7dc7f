/** How many draws of each chain are shown: all, or as many as the walk has come to. It moves only when it is asked to. */
import { useEffect, useState } from 'react'

/** Draws a frame: a thousand take about eight seconds. */
const PACE = 2

export function useWalk(draws: number) {
  const [shown, setShown] = useState(draws)
  const [isWalking, setWalking] = useState(false)
  useEffect(() => {
    if (!isWalking) return
    let frame = requestAnimationFrame(function next() {
      setShown((before) => Math.min(before + PACE, draws))
      frame = requestAnimationFrame(next)
    })
    return () => cancelAnimationFrame(frame)
  }, [isWalking, draws])
  if (isWalking && shown >= draws) setWalking(false)
  return {
    shown: Math.min(shown, draws),
    isWalking,
    show(count: number) {
      setWalking(false)
      setShown(count)
    },
    walk() {
      if (shown >= draws) setShown(1)
      setWalking(true)
    },
    stop: () => setWalking(false),
  }
}
