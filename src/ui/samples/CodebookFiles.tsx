/** The codebook to take away: its figures as CSV, its images as PNG. */
import { labelsOfCodes } from '../../charts/latent/code-map.ts'
import { pointOfState } from '../../protocol/codes.ts'
import type { LatentSheet } from '../../store/latent/state.ts'
import { ChartFiles } from '../chart/ChartFigure.tsx'
import { download } from '../download.ts'
import { useLabState } from '../lab-context.tsx'
import { codebookCsv } from '../latent/csv.ts'
import { codebookFigure } from '../latent/figures.ts'
import { tPart as t } from '../messages/of-parts.ts'
import { usePalette } from '../palette.ts'
import { paintSheet, sheetSize } from './paint.ts'

/** A code a cell, as on the page. */
function sheetPicture({ images, rows, columns }: LatentSheet): Promise<Blob> {
  const canvas = document.createElement('canvas')
  const shape = { rows, columns, gap: 1 }
  Object.assign(canvas, sheetSize(shape))
  paintSheet(canvas, shape, (row, column) => {
    const state = row * columns + column
    return state < images.count ? [images, state] : null
  })
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('toBlob: expected a blob, got none')))),
  )
}

export function CodebookFiles({ sheet }: { sheet: LatentSheet }) {
  const codebook = useLabState(({ latent }) => latent.codebook)
  const images = useLabState(({ latent }) => latent.testImages)
  const colour = usePalette()
  if (!codebook) return null
  const written = (state: number) =>
    t('codeWritten', { point: pointOfState(state, sheet.latents.length, sheet.values.length) })
  const csv = () => codebookCsv(codebook, images && labelsOfCodes(codebook, images), written)
  const explored = {
    title: t('codeMassHeader'),
    name: 'codebook',
    csv,
    figure: () => codebookFigure(codebook, colour),
  }
  async function save(kind: 'csv' | 'png') {
    if (kind === 'png') return download('codebook.png', await sheetPicture(sheet))
    download('codebook.csv', csv(), 'text/csv')
  }
  return <ChartFiles explored={explored} onSave={(kind) => void save(kind)} />
}
