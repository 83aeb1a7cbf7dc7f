/** What can be taken away of the comparison: where the images lie, as numbers; both sides, as a picture. */
import type { RefObject } from 'react'
import { classColours } from '../../../charts/latent/classes.ts'
import type { Portrait } from '../../../store/compare/state.ts'
import { ChartFiles } from '../../chart/ChartFigure.tsx'
import { download } from '../../download.ts'
import { usePalette } from '../../palette.ts'
import { useIsDark } from '../../theme.ts'
import { compareExplored } from './figure.ts'
import { pictureOf } from './picture.ts'
import { pointsCsv } from './csv.ts'

interface Props {
  readonly sides: readonly Portrait[]
  /** Holds the sides as they are drawn. */
  readonly pair: RefObject<HTMLElement | null>
}

export function Files({ sides, pair }: Props) {
  const colour = usePalette()
  const isDark = useIsDark()
  async function save(kind: 'csv' | 'png') {
    if (kind === 'csv') return download('compare.csv', pointsCsv(sides), 'text/csv')
    const drawn = [...(pair.current?.querySelectorAll('.compare-side') ?? [])]
    download('compare.png', await pictureOf(drawn, colour))
  }
  const explored = compareExplored(sides, classColours(isDark), colour)
  return <ChartFiles explored={explored} onSave={(kind) => void save(kind)} />
}
