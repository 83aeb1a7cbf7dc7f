/** What can be taken away of a drawing: its values, and a picture of it; and the way to it in large. */
import { useRef } from 'react'
import { ChartFiles } from '../../chart/ChartFigure.tsx'
import { download } from '../../download.ts'
import type { Explored } from '../../explore/figure.ts'
import { usePalette } from '../../palette.ts'
import { svgPicture } from '../../variance/svg-picture.ts'

/** Gives the values, or a picture of the drawings in `place`. */
export function useFiles() {
  const place = useRef<HTMLDivElement>(null)
  const colour = usePalette()
  async function save({ name, csv }: Explored, kind: 'csv' | 'png') {
    if (kind === 'csv') return download(`${name}.csv`, csv([]), 'text/csv')
    const svgs = [...(place.current?.querySelectorAll('svg') ?? [])]
    download(`${name}.png`, await svgPicture(svgs, colour('paper')))
  }
  const filesOf = (explored: Explored) => (
    <ChartFiles explored={explored} onSave={(kind) => void save(explored, kind)} />
  )
  return { place, filesOf }
}
