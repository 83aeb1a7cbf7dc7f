/** The map of codes: a cell for each, with the classes of the images that it is the most probable code of. */
import { useDeferredValue, useMemo, useRef } from 'react'
import { classColours } from '../../../charts/latent/classes.ts'
import { cellSquares, labelsOfCodes, purityOf, type LabelsOfCodes } from '../../../charts/latent/code-map.ts'
import { pointOfState } from '../../../protocol/codes.ts'
import type { Codebook } from '../../../protocol/latent.ts'
import { planSheet, type SheetPlan } from '../../../store/latent/sheet.ts'
import { Age, Aged } from '../../aged/Aged.tsx'
import { ChartFiles } from '../../chart/ChartFigure.tsx'
import { download } from '../../download.ts'
import { useLabState } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { usePalette, type Palette } from '../../palette.ts'
import { useIsDark } from '../../theme.ts'
import { svgPicture } from '../../variance/svg-picture.ts'
import { codebookCsv } from '../csv.ts'
import { codebookFigure } from '../figures.ts'
import { useForm } from '../form.ts'
import { useNeed } from '../seen.ts'

const CELL = 30
const SQUARE = 26
const DOT = 1.5

interface DrawingProps {
  readonly codebook: Codebook
  readonly labels: LabelsOfCodes
  readonly plan: SheetPlan
  readonly colour: Palette
  readonly classes: readonly string[]
  readonly written: (state: number) => string
}

/** Holds its colours itself: it is also taken away as a picture. */
function Drawing({ codebook, labels, plan, colour, classes, written }: DrawingProps) {
  const { mass, modes, images, step } = codebook
  const squares = useMemo(() => cellSquares(labels), [labels])
  const [width, height] = [plan.columns * CELL, plan.rows * CELL]
  const lines = [
    ...Array.from({ length: plan.columns + 1 }, (_, column) => `M${column * CELL} 0V${height}`),
    ...Array.from({ length: plan.rows + 1 }, (_, row) => `M0 ${row * CELL}H${width}`),
  ]
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('codeMapAlt', { states: mass.length, images, step })}
    >
      <path d={lines.join('')} stroke={colour('line')} />
      {squares.map(({ side, parts }, state) => {
        const [x, y] = [(state % plan.columns) * CELL, Math.floor(state / plan.columns) * CELL]
        const size = SQUARE * side
        const inset = (CELL - size) / 2
        return (
          <g key={state}>
            <title>
              {t('codeMapCell', { code: written(state), images: modes[state]!, mass: mass[state]! })}
            </title>
            <rect x={x} y={y} width={CELL} height={CELL} fill="transparent" />
            {parts.length === 0 && (
              <circle cx={x + CELL / 2} cy={y + CELL / 2} r={DOT} fill={colour('faint-curve')} />
            )}
            {parts.map(({ label, from, to }) => (
              <rect
                key={label}
                x={x + inset + size * from}
                y={y + inset}
                width={size * (to - from)}
                height={size}
                fill={labels.isLabelled ? classes[label] : colour('soft')}
              />
            ))}
          </g>
        )
      })}
    </svg>
  )
}

const Legend = ({ present, classes }: { present: readonly number[]; classes: readonly string[] }) => {
  const dataset = useLabState((state) => state.opened?.dataset.name ?? '')
  return (
    <ul className="classes code-classes">
      {present.map((label) => (
        <li key={label} className="class">
          <span className="code-class-dot" style={{ background: classes[label] }} />
          {t('className', { label, dataset })}
        </li>
      ))}
    </ul>
  )
}

function Measured({ codebook, labels }: Pick<DrawingProps, 'codebook' | 'labels'>) {
  const form = useForm()
  const order = useLabState((state) => state.latent.order)
  const colour = usePalette()
  const classes = classColours(useIsDark())
  const place = useRef<HTMLDivElement>(null)
  const plan = useMemo(() => planSheet(order, form), [order, form])
  const written = (state: number) =>
    t('codeWritten', { point: pointOfState(state, order.length, form.values ?? 2) })
  const { images, step } = codebook

  const explored = {
    title: t('codeMapAlt', { states: codebook.mass.length, images, step }),
    name: 'codebook',
    csv: () => codebookCsv(codebook, labels, written),
    figure: () => codebookFigure(codebook, colour),
  }
  async function save(kind: 'csv' | 'png') {
    if (kind === 'csv') return download('codebook.csv', explored.csv(), 'text/csv')
    const svg = place.current?.querySelector('svg')
    if (svg) download('codes-by-class.png', await svgPicture([svg], colour('paper')))
  }
  return (
    <Aged as="div" className="code-map" step={step}>
      <div ref={place}>
        <Drawing {...{ codebook, labels, plan, colour, classes, written }} />
      </div>
      {labels.isLabelled && <Legend present={labels.present} classes={classes} />}
      <div className="chart-options">
        <span />
        <ChartFiles explored={explored} onSave={(kind) => void save(kind)} />
      </div>
      {labels.isLabelled && (
        <p className="verdict">{t('codeMapPurity', { share: purityOf(labels) ?? 0, images, step })}</p>
      )}
      <p className="figures-note soft">
        {t('codeMapCaption')} <Age isQuiet />
      </p>
    </Aged>
  )
}

export function CodeMap() {
  useNeed('codebook')
  // Of a task of their own: a switch may be moving.
  const codebook = useDeferredValue(useLabState((state) => state.latent.codebook))
  const images = useLabState((state) => state.latent.testImages)
  const labels = useMemo(() => codebook && images && labelsOfCodes(codebook, images), [codebook, images])
  if (codebook && labels) return <Measured codebook={codebook} labels={labels} />
  return (
    <div className="code-map" data-empty>
      <p className="empty soft">{t('codeMapEmpty')}</p>
    </div>
  )
}
