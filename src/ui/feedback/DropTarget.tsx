/** The whole page takes files that are dropped on it, and a config.json that is pasted. */
import { useEffect, useState } from 'react'
import type { Lab } from '../../store/lab.ts'
import { useLab } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

function listenToDrops(lab: Lab, setOver: (isOver: boolean) => void): AbortController {
  const stop = new AbortController()
  const on = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', react: (event: DragEvent) => void) =>
    window.addEventListener(type, (event) => hasFiles(event) && react(event), { signal: stop.signal })
  on('dragenter', () => setOver(true))
  on('dragover', (event) => event.preventDefault())
  // Leaving the window, not just one of its elements.
  on('dragleave', (event) => event.relatedTarget === null && setOver(false))
  on('drop', (event) => {
    event.preventDefault()
    setOver(false)
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length > 0) void lab.openFiles(files)
  })
  return stop
}

const isEditable = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input, textarea')

function listenToPaste(lab: Lab, signal: AbortSignal): void {
  const onPaste = ({ clipboardData, target }: ClipboardEvent) => {
    const files = [...(clipboardData?.files ?? [])]
    if (files.length > 0) void lab.openFiles(files)
    else if (!isEditable(target) && lab.paste(clipboardData?.getData('text') ?? '')) lab.announce('copied')
  }
  window.addEventListener('paste', onPaste, { signal })
}

export function DropTarget() {
  const lab = useLab()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const stop = listenToDrops(lab, setOver)
    listenToPaste(lab, stop.signal)
    return () => stop.abort()
  }, [lab])
  if (!isOver) return null
  return (
    <div className="drop">
      <p className="figure">{t('dropTitle')}</p>
      <p>{t('dropHint')}</p>
    </div>
  )
}
