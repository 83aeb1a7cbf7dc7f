import { Toolbar } from 'radix-ui'
import { useEffect, useState } from 'react'
import { useLab } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

/** Copies the address, which holds all settings. */
export function Share() {
  const lab = useLab()
  const [isDone, setDone] = useState(false)
  useEffect(() => {
    if (!isDone) return
    const timer = setTimeout(() => setDone(false), 2000)
    return () => clearTimeout(timer)
  }, [isDone])

  async function copy() {
    try {
      await navigator.clipboard.writeText(location.href)
      setDone(true)
      lab.announce('shared')
    } catch {
      lab.tell('link-not-copied')
    }
  }
  return (
    <Toolbar.Button className="quiet share" aria-label={t('share')} onClick={() => void copy()}>
      {isDone ? t('shared') : t('share')}
    </Toolbar.Button>
  )
}
