/**
 * The latent space as a sheet of decoded points: the manifold of two latents, or each latent of several traversed. A
 * press on an image brings the sliders there.
 */
import {
  memo,
  useMemo,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
} from 'react'
import { planSheet } from '../../store/latent/sheet.ts'
import { useForm } from '../latent/form.ts'
import type { LatentSheet as Sheet } from '../../store/latent/state.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { Worded } from '../glossary/Explained.tsx'
import { useLanguage } from '../language.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { useNeed } from '../latent/seen.ts'
import { tPart as t } from '../messages/of-parts.ts'
import { CodebookFiles } from './CodebookFiles.tsx'
import { UseFigures, UseMarks } from './CodebookUse.tsx'
import { Codes, SlidersMark } from './Overlay.tsx'
import { cellAt, indexOf, pointOfCell, setBy, type SheetCell } from './place.ts'
import { SheetCanvas } from './SheetCanvas.tsx'
import type { ImageSource } from './paint.ts'

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

const shareOf = ({ clientX, clientY, currentTarget }: MouseEvent<HTMLElement>) => {
  const { left, top, width, height } = currentTarget.getBoundingClientRect()
  return [(clientX - left) / width, (clientY - top) / height] as const
}

const clampTo = (sheet: Sheet, { row, column }: SheetCell): SheetCell => ({
  row: Math.min(sheet.rows - 1, Math.max(0, row)),
  column: Math.min(sheet.columns - 1, Math.max(0, column)),
})

const ONE = { columns: 1, rows: 1 }

/** Of bits or classes: their values are counted from 0. */
const isOfCodes = ({ values }: Sheet) => values[0] === 0

/** The z that a cell stands for, in words. */
function wordsOf(sheet: Sheet, cell: SheetCell): string {
  const z = setBy(sheet, cell).map(({ latent, value }) => ({ latent: latent + 1, value }))
  return t(isOfCodes(sheet) ? 'codeAt' : 'sheetAt', { z })
}

interface PressProps {
  readonly sheet: Sheet
  /** Where a pointer is, or the keyboard's cursor. */
  readonly cell: SheetCell | null
  readonly onCell: (cell: SheetCell | null) => void
}

/** Lies over the sheet; the arrow keys move a cursor, a click or Enter sets the sliders. */
function Press({ sheet, cell, onCell }: PressProps) {
  const lab = useLab()
  const at = clampTo(sheet, cell ?? { row: sheet.rows >> 1, column: sheet.columns >> 1 })
  const go = (to: SheetCell) =>
    lab.latent.moveTo(pointOfCell(sheet, to, lab.store.getState().latent.point), 'sheet')
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key]
    if (!move) return
    event.preventDefault()
    onCell(clampTo(sheet, { row: at.row + move[0], column: at.column + move[1] }))
  }
  /** A click made by a key has no place of its own. */
  const onClick = (event: MouseEvent<HTMLButtonElement>) =>
    go(event.detail === 0 ? at : cellAt(sheet, ...shareOf(event)))
  return (
    <button
      type="button"
      className="sheet-press"
      aria-label={t('named', { name: t('sheetPlace'), phrase: wordsOf(sheet, at) })}
      aria-description={t('sheetKeys')}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onPointerMove={(event: PointerEvent<HTMLButtonElement>) => onCell(cellAt(sheet, ...shareOf(event)))}
      onPointerLeave={() => onCell(null)}
      onBlur={() => onCell(null)}
    />
  )
}

const CursorMark = ({ sheet, cell }: { sheet: Sheet; cell: SheetCell }) => (
  <i
    className="sheet-cursor"
    style={{
      left: `${(100 * cell.column) / sheet.columns}%`,
      top: `${(100 * cell.row) / sheet.rows}%`,
      width: `${100 / sheet.columns}%`,
      height: `${100 / sheet.rows}%`,
    }}
  />
)

/** The image under the cursor, enlarged; where there is none, the one that the sliders show. */
function Loupe({ sheet, cell }: { sheet: Sheet | null; cell: SheetCell | null }) {
  const decoded = useLabState((state) => state.latent.decoded)
  const isCode = useForm().values !== null
  const isCell = sheet !== null && cell !== null
  const images = isCell ? sheet.images : (decoded?.image ?? null)
  const at = isCell ? indexOf(sheet, cell) : 0
  const source = useMemo<ImageSource | null>(() => images && (() => [images, at]), [images, at])
  const words = isCell ? wordsOf(sheet, cell) : t(isCode ? 'codePoint' : 'sheetPoint')
  return (
    <figure className="sheet-loupe">
      <SheetCanvas sheet={ONE} source={source} label={words} />
      <figcaption>{words}</figcaption>
    </figure>
  )
}

interface TheSheetProps extends Pick<Sheet, 'rows' | 'columns'> {
  readonly sheet: Sheet | null
}

function altOf(sheet: Sheet, rows: number, columns: number): string {
  const { step, count } = sheet.images
  if (sheet.kind === 'codebook') return t('codebookAlt', { states: count, step })
  const traversal = isOfCodes(sheet) ? 'codeStepsAlt' : 'traversalAlt'
  const text = sheet.kind === 'manifold' ? 'manifoldAlt' : traversal
  return t(text, { rows, columns, step })
}

/** Without seams. Is painted when there are other images, not when the cursor moves. */
const TheSheet = memo(function TheSheet({ sheet, rows, columns }: TheSheetProps) {
  useLanguage() // which is no prop
  const shape = useMemo(() => ({ rows, columns, gap: 0 }), [rows, columns])
  const source = useMemo<ImageSource | null>(
    () => sheet && ((row, column) => [sheet.images, row * columns + column]),
    [sheet, columns],
  )
  const label = sheet ? altOf(sheet, rows, columns) : t('samplesAlt')
  return <SheetCanvas sheet={shape} source={source} label={label} />
})

function RowNames({ latents }: { latents: readonly number[] }) {
  return (
    <ol className="sheet-names" aria-hidden="true">
      {latents.map((latent) => (
        <li key={latent}>{t('latentName', { latent: latent + 1 })}</li>
      ))}
    </ol>
  )
}

interface OverProps {
  readonly sheet: Sheet
  readonly hasCodes: boolean
  readonly cell: SheetCell | null
  readonly onCell: (cell: SheetCell | null) => void
}

const Over = ({ sheet, hasCodes, cell, onCell }: OverProps) => (
  <>
    {hasCodes && sheet.kind === 'manifold' && <Codes />}
    {sheet.kind === 'codebook' && <UseMarks sheet={sheet} />}
    <SlidersMark sheet={sheet} />
    {cell && <CursorMark sheet={sheet} cell={clampTo(sheet, cell)} />}
    <Press sheet={sheet} cell={cell} onCell={onCell} />
  </>
)

function captionOf(kind: Sheet['kind'], values: number | null): string {
  if (kind === 'codebook') return t('codebookCaption')
  if (values !== null) return t('codeStepsCaption')
  return t(kind === 'manifold' ? 'manifoldCaption' : 'traversalCaption')
}

export function LatentSheetView() {
  useNeed('sheet')
  const sheet = useLabState((state) => state.latent.sheet)
  const order = useLabState((state) => state.latent.order)
  const [cell, setCell] = useState<SheetCell | null>(null)
  const [hasCodes, setHasCodes] = useState(false)
  const form = useForm()
  /** In place of a sheet that is not there yet, its size. */
  const size = useMemo(() => sheet ?? planSheet(order, form), [sheet, order, form])
  const { kind } = size
  const isManifold = kind === 'manifold'
  const style = { '--rows': size.rows, '--columns': size.columns } as CSSProperties
  return (
    <Aged as="div" step={sheet?.images.step}>
      <div className="stage sheet-stage" data-kind={kind} style={style}>
        {kind === 'traversal' && <RowNames latents={sheet?.latents ?? order.slice(0, size.rows)} />}
        <div className="sheet-place">
          <TheSheet sheet={sheet} rows={size.rows} columns={size.columns} />
          {sheet && <Over sheet={sheet} hasCodes={hasCodes} cell={cell} onCell={setCell} />}
        </div>
        <div className="sheet-beside">
          <Loupe sheet={sheet} cell={sheet && cell && clampTo(sheet, cell)} />
          {sheet?.kind === 'codebook' && (
            <UseFigures sheet={sheet} state={cell && indexOf(sheet, clampTo(sheet, cell))} />
          )}
          {isManifold && (
            <label className="sheet-toggle">
              <input
                type="checkbox"
                checked={hasCodes}
                onChange={({ target }) => setHasCodes(target.checked)}
              />
              {t('sheetCodes')}
            </label>
          )}
        </div>
      </div>
      <p className="caption soft">
        <span>
          <Worded text={captionOf(kind, form.values)} />
        </span>{' '}
        <Age />
      </p>
      {sheet?.kind === 'codebook' && <CodebookFiles sheet={sheet} />}
    </Aged>
  )
}
