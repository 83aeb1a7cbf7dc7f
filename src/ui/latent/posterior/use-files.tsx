/** What can be taken away of a drawing: its values, and a picture of it. */
import { useRef } from 'react'
import { ChartFiles } from '../../chart/ChartFigure.tsx'
import { download } from '../../download.ts'
import { usePalette } from '../../palette.ts'
import { svgPicture } from '../../variance/svg-picture.ts'

/** Gives the values, or a picture of the drawings in `place`. */
export function useFiles(name: string, csv: () => string) {
  const place = useRef<HTMLDivElement>(null)
  const colour = usePalette()
  async function save(kind: 'csv' | 'png') {
    if (kind === 'csv') return download(`${name}.csv`, csv(), 'text/csv')
    const svgs = [...(place.current?.querySelectorAll('svg') ?? [])]
    download(`${name}.png`, await svgPicture(svgs, colour('paper')))
  }
  return { place, files: <ChartFiles onSave={(kind) => void save(kind)} /> }
}
