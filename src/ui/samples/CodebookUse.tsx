/** How test images use the codes of the sheet: a bar in each cell, dead codes darkened, and the figures beside it. */
import { useEffect, useRef } from 'react'
import { countUsed } from '../../charts/latent/states.ts'
import type { Codebook } from '../../protocol/latent.ts'
import type { LatentSheet } from '../../store/latent/state.ts'
import { stateOfPoint } from '../../protocol/codes.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { useLabState } from '../lab-context.tsx'
import { useNeed } from '../latent/seen.ts'
import { tPart as t } from '../messages/of-parts.ts'
import { useRestored } from '../restored.ts'

/** Pixels of a cell, of the overlay's own. */
const CELL = 40
const BAR = 5

function paint(canvas: HTMLCanvasElement, { mass, modes }: Codebook, columns: number): void {
  const context = canvas.getContext('2d')
  if (!context) return
  context.clearRect(0, 0, canvas.width, canvas.height)
  const most = Math.max(...mass)
  mass.forEach((share, s) => {
    const [left, top] = [(s % columns) * CELL, Math.floor(s / columns) * CELL]
    if (modes[s] === 0) {
      context.fillStyle = 'rgb(0 0 0 / 65%)'
      context.fillRect(left, top, CELL, CELL)
    }
    context.fillStyle = '#ffb000'
    context.fillRect(left + 1, top + CELL - BAR, (CELL - 2) * (share / most), BAR)
  })
}

/** Lies over the sheet. */
export function UseMarks({ sheet: { rows, columns } }: { sheet: LatentSheet }) {
  useNeed('codebook')
  const codebook = useLabState((state) => state.latent.codebook)
  const canvas = useRef<HTMLCanvasElement>(null)
  const restored = useRestored()
  useEffect(() => {
    if (canvas.current && codebook) paint(canvas.current, codebook, columns)
  }, [codebook, rows, columns, restored])
  return (
    <canvas
      className="sheet-use"
      ref={canvas}
      width={columns * CELL}
      height={rows * CELL}
      aria-hidden="true"
    />
  )
}

/** `state`: the one pointed at; where there is none, that of the chosen code. */
export function UseFigures({ sheet, state }: { sheet: LatentSheet; state: number | null }) {
  const codebook = useLabState(({ latent }) => latent.codebook)
  const point = useLabState(({ latent }) => latent.point)
  if (!codebook) return null
  const states = codebook.mass.length
  const at = Math.min(states - 1, state ?? stateOfPoint(point, sheet.values.length))
  const { used, dead } = countUsed(codebook)
  return (
    <Aged as="div" className="sheet-use-figures" step={codebook.step}>
      <p>{t('codebookMass', { mass: codebook.mass[at]!, images: codebook.modes[at]! })}</p>
      <p className="soft">{t('codebookPrior', { states })}</p>
      <p title={t('codebookUsedHint', { images: codebook.images })}>
        {t('codebookUsed', { used, dead })} <Age isQuiet isBrief />
      </p>
    </Aged>
  )
}
