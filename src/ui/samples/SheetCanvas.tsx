import { useEffect, useRef } from 'react'
import { useRestored } from '../restored.ts'
import { paintSheet, sheetSize, type Sheet, type ImageSource } from './paint.ts'

interface Props {
  readonly sheet: Sheet
  readonly source: ImageSource | null
  readonly label: string
}

/** Images in rows and columns, with a text for those who cannot see them. */
export function SheetCanvas({ sheet, source, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const restored = useRestored()
  useEffect(() => {
    if (canvas.current) paintSheet(canvas.current, sheet, source ?? (() => null))
  }, [sheet, source, restored])
  return <canvas className="sheet" ref={canvas} {...sheetSize(sheet)} role="img" aria-label={label} />
}
