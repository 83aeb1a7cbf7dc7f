/**
 * A chart large, in a dialog: what had been measured when it was opened, with its step, until it is refreshed. Escape closes
 * it, and the focus goes back to where it came from.
 */
import { memo, useEffect, useId, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Segmented } from '../controls/Segmented.tsx'
import { download } from '../download.ts'
import { t } from '../messages/index.ts'
import { ExplorePlot, type Pictured } from './ExplorePlot.tsx'
import { isInSpace, type Explored, type PlotFigure, type FigureChoice } from './figure.ts'
import type { Scales } from './plotly/layout.ts'
import { notShown } from './plotly/traces.ts'

export interface DialogProps {
  readonly newest: () => Explored
  readonly onClose: () => void
}

const scalesOf = ({ x, y, z }: PlotFigure): Scales => ({ x: x.isLog, y: y.isLog, z: z?.isLog ?? false })

interface ScaleProps {
  readonly axis: 'x' | 'y'
  readonly isLog: boolean
  readonly onChange: (isLog: boolean) => void
}

const ScaleChoice = ({ axis, isLog, onChange }: ScaleProps) => (
  <div className="explore-choice">
    <span className="soft" aria-hidden="true">
      {axis}
    </span>
    <Segmented
      options={['linear', 'log'] as const}
      names={{ linear: t('linear'), log: t('log') }}
      value={isLog ? 'log' : 'linear'}
      onChange={(scale) => onChange(scale === 'log')}
      label={t('exploreScale', { axis })}
    />
  </div>
)

interface ChoiceProps {
  readonly choice: FigureChoice
  readonly value: number
  readonly onChange: (place: number) => void
}

const ChoiceSelect = ({ choice: { label, options }, value, onChange }: ChoiceProps) => (
  <label className="explore-choice">
    <span className="soft">{label}</span>
    <select className="field" value={value} onChange={({ target }) => onChange(Number(target.value))}>
      {options.map((option, place) => (
        <option key={option} value={place}>
          {option}
        </option>
      ))}
    </select>
  </label>
)

const NO_CHOICES: readonly FigureChoice[] = []

/** What is shown now, and the means to change it. */
function useShown({ newest }: Pick<DialogProps, 'newest'>) {
  const [explored, setExplored] = useState(newest)
  const [wanted, choose] = useState<readonly number[]>([])
  const { choices = NO_CHOICES } = explored
  // Newer data may have fewer options.
  const chosen = useMemo(
    () => choices.map(({ first, options }, i) => Math.min(wanted[i] ?? first, options.length - 1)),
    [choices, wanted],
  )
  const figure = useMemo(() => explored.figure(chosen), [explored, chosen])
  const [scales, setScales] = useState(() => scalesOf(figure))
  return {
    explored,
    figure,
    chosen,
    scales,
    refresh: () => setExplored(newest()),
    rescale: (change: Partial<Scales>) => setScales({ ...scales, ...change }),
    choose: (at: number, place: number) => choose(chosen.map((own, i) => (i === at ? place : own))),
  }
}

type Shown = ReturnType<typeof useShown>

function Options({ explored, figure, chosen, scales, rescale, choose }: Shown) {
  const missing = notShown(figure, scales)
  return (
    <>
      {!isInSpace(figure) && (
        <>
          {!figure.x.names && <ScaleChoice axis="x" isLog={scales.x} onChange={(x) => rescale({ x })} />}
          <ScaleChoice axis="y" isLog={scales.y} onChange={(y) => rescale({ y })} />
        </>
      )}
      {explored.choices?.map((choice, at) => (
        <ChoiceSelect
          key={choice.label}
          choice={choice}
          value={chosen[at]!}
          onChange={(place) => choose(at, place)}
        />
      ))}
      {missing > 0 && <span className="soft">{t('notShown', { count: missing })}</span>}
    </>
  )
}

interface FilesProps extends Pick<Shown, 'explored' | 'chosen'> {
  readonly pictured: Pictured | null
}

function Files({ explored: { name, csv, title }, chosen, pictured }: FilesProps) {
  const save = async (kind: 'svg' | 'png') => {
    if (pictured) download(`${name}.${kind}`, await pictured(kind, title))
  }
  return (
    <div className="explore-files">
      <button
        type="button"
        className="quiet"
        title={t('csvHint')}
        onClick={() => download(`${name}.csv`, csv(chosen), 'text/csv')}
      >
        {t('csv')}
      </button>
      <button type="button" className="quiet" title={t('svgHint')} onClick={() => void save('svg')}>
        {t('svg')}
      </button>
      <button type="button" className="quiet" title={t('pngHint')} onClick={() => void save('png')}>
        {t('png')}
      </button>
    </div>
  )
}

/** Modal from its first moment; closing it tells whoever opened it. */
function useModal() {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return dialog
}

/** The chart behind it is drawn again and again while the lab trains; this is not. */
export const ExploreDialog = memo(function ExploreDialog({ newest, onClose }: DialogProps) {
  const dialog = useModal()
  const shown = useShown({ newest })
  const [pictured, setPictured] = useState<Pictured | null>(null)
  const title = useId()
  const { figure, scales, explored, chosen, refresh } = shown
  return createPortal(
    <dialog
      className="explore"
      ref={dialog}
      aria-labelledby={title}
      // Told late: it may be open again, as when React tries effects twice.
      onClose={({ currentTarget }) => !currentTarget.open && onClose()}
    >
      <div className="explore-head">
        <h2 id={title}>{figure.title}</h2>
        {figure.step !== null && (
          <p className="soft" data-step={figure.step} aria-live="polite">
            {t('exploreStep', { step: figure.step })}
          </p>
        )}
        <button type="button" className="button" title={t('exploreRefreshHint')} onClick={refresh}>
          {t('exploreRefresh')}
        </button>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {t('exploreClose')}
        </button>
      </div>
      <div className="explore-options">
        <Options {...shown} />
        <Files explored={explored} chosen={chosen} pictured={pictured} />
      </div>
      <ExplorePlot figure={figure} scales={scales} onPictured={setPictured} />
      <p className="explore-help soft">{t(isInSpace(figure) ? 'exploreTurn' : 'exploreZoom')}</p>
    </dialog>,
    document.body,
  )
})
