/** What the prior decodes to. */
import { useMemo } from 'react'
import type { PriorSheet } from '../../../store/compare/state.ts'
import type { ImageSource } from '../../samples/paint.ts'
import { SheetCanvas } from '../../samples/SheetCanvas.tsx'

export function PriorSamples({ sheet, label }: { sheet: PriorSheet; label: string }) {
  const { images, columns } = sheet
  const source = useMemo<ImageSource>(
    () => (row, column) => [images, row * columns + column],
    [images, columns],
  )
  return <SheetCanvas sheet={sheet} source={source} label={label} />
}
