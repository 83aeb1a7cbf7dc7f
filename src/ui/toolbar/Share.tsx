import { Toolbar } from 'radix-ui'
import { useEffect, useState } from 'react'
import { useServices } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

/** Copies the address, which holds all settings. */
export function Share() {
  const { lab, address } = useServices()
  const [isDone, setDone] = useState(false)
  useEffect(() => {
    if (!isDone) return
    const timer = setTimeout(() => setDone(false), 2000)
    return () => clearTimeout(timer)
  }, [isDone])

  async function copy() {
    address.flush()
    try {
      // The bar may be behind: a browser may refuse to change it.
      const hash = address.hash()
      await navigator.clipboard.writeText(location.href.replace(/#.*/s, '') + (hash && `#${hash}`))
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
