/** Images of 28 x 28 in a row, as large as there is room. */
import { useMemo } from 'react'
import type { Images } from '../../../protocol/images.ts'
import type { ImageSource } from '../../samples/paint.ts'
import { SheetCanvas } from '../../samples/SheetCanvas.tsx'

interface Props {
  /** null leaves the places empty. */
  readonly images: Images | null
  readonly label: string
  readonly count?: number
  /** The first one shown. */
  readonly from?: number
}

export function Picture({ images, label, count = 1, from = 0 }: Props) {
  const sheet = useMemo(() => ({ columns: count, rows: 1 }), [count])
  const source = useMemo<ImageSource | null>(
    () => images && ((_, column) => [images, from + column]),
    [images, from],
  )
  return <SheetCanvas sheet={sheet} source={source} label={label} />
}
