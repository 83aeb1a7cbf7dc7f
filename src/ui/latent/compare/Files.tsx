/** What can be taken away of the comparison: where the images lie, as numbers; both sides, as a picture. */
import type { RefObject } from 'react'
import type { Portrait } from '../../../store/compare/state.ts'
import { ChartFiles } from '../../chart/ChartFigure.tsx'
import { download } from '../../download.ts'
import { usePalette } from '../../palette.ts'
import { pictureOf } from './picture.ts'
import { pointsCsv } from './csv.ts'

interface Props {
  readonly sides: readonly Portrait[]
  /** Holds the sides as they are drawn. */
  readonly pair: RefObject<HTMLElement | null>
}

export function Files({ sides, pair }: Props) {
  const colour = usePalette()
  async function save(kind: 'csv' | 'png') {
    if (kind === 'csv') return download('compare.csv', pointsCsv(sides), 'text/csv')
    const drawn = [...(pair.current?.querySelectorAll('.compare-side') ?? [])]
    download('compare.png', await pictureOf(drawn, colour))
  }
  return <ChartFiles onSave={(kind) => void save(kind)} />
}
