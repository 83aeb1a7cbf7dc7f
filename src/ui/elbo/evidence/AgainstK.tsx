/** How tight the bound is: L_K against K, up to log p(x), measured on request. */
import { useMemo, useState } from 'react'
import { tightnessChart } from '../../../charts/tightness.ts'
import type { LaneLikelihood } from '../../../protocol/engine.ts'
import { FIRST_LANE } from '../../../protocol/lanes.ts'
import { WIDENED_BY, type LikelihoodReport, type MeasuredOn } from '../../../protocol/likelihood.ts'
import { Age, Aged } from '../../aged/Aged.tsx'
import { ChartFigure } from '../../chart/ChartFigure.tsx'
import { Segmented } from '../../controls/Segmented.tsx'
import { ProgressBar } from '../../feedback/ProgressBar.tsx'
import { useLab, useLabState } from '../../lab-context.tsx'
import { format, tellFault } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { usePalette } from '../../palette.ts'
import { EmptyView } from '../../feedback/EmptyView.tsx'
import { likelihoodCsv } from './csv.ts'
import { tightnessFrame } from './frame.ts'
import './evidence.css'

const NO_MARKS = [] as const
const SIZES = ['10', '100', '1000'] as const
type Size = (typeof SIZES)[number]

const sizeNames = () =>
  Object.fromEntries(SIZES.map((size) => [size, format.integer(Number(size))])) as Record<Size, string>

/** The button with its choice of images and, while it goes on, its progress and the way out. */
function Measure({ size, onSize }: { size: Size; onSize: (size: Size) => void }) {
  const lab = useLab()
  const weighing = useLabState((state) => state.likelihood.weighing)
  const total = useLabState((state) => state.opened?.dataset.testImages ?? 0)
  const isPossible = useLabState((state) => state.phase !== 'none')
  if (weighing)
    return (
      <div className="evaluating">
        <div>
          <span className="soft">{t('againstKWeighing', weighing)}</span>
          <ProgressBar progress={{ task: 'likelihood', ...weighing }} label={t('againstKProgress')} />
        </div>
        <button type="button" className="quiet" onClick={() => lab.likelihood.cancel()}>
          {t('cancel')}
        </button>
      </div>
    )
  const images = Math.min(Number(size), total || Number(size))
  return (
    <div className="likelihood-ask">
      <Segmented
        options={SIZES}
        names={sizeNames()}
        value={size}
        onChange={onSize}
        label={t('againstKImages')}
      />
      <button
        type="button"
        className="button"
        aria-disabled={!isPossible}
        onClick={() => isPossible && void lab.likelihood.estimate(images)}
      >
        {t('againstKMeasure', { images })}
      </button>
    </div>
  )
}

interface Shown {
  readonly report: LikelihoodReport
  /** Beside the first. */
  readonly lanes: readonly LaneLikelihood[]
}

function Bounds({ report, lanes }: Shown) {
  const { bounds, exact } = report
  const elbo = bounds[0]!.value
  return (
    <table className="figures likelihood-bounds">
      <thead>
        <tr>
          <th scope="col">K</th>
          <th scope="col">{lanes.length > 0 ? t('lane', { lane: FIRST_LANE }) : t('columnBound')}</th>
          <th scope="col">{t('columnGain')}</th>
          {exact && <th scope="col">{t('columnBelow')}</th>}
          {lanes.map(({ lane }) => (
            <th key={lane} scope="col">
              {t('lane', { lane })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bounds.map(({ k, value, noise }, place) => (
          <tr key={k}>
            <th scope="row">{format.integer(k)}</th>
            <td className="figures-value">{t('boundAndNoise', { value, error: noise })}</td>
            <td>{format.fixed(value - elbo, 3)}</td>
            {exact && <td>{format.fixed(exact.value - value, 3)}</td>}
            {lanes.map(({ lane, report: own }) => {
              const bound = own.bounds[place]!
              return (
                <td key={lane} className="figures-value">
                  {t('boundAndNoise', { value: bound.value, error: bound.noise })}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What the draws cannot be trusted with. */
function Warnings({ report: { effective, tail, images } }: { report: LikelihoodReport }) {
  const { few } = effective
  return (
    <>
      {few > 0 && <p className="likelihood-warning">{t('likelihoodFew', { few, images })}</p>}
      {tail.beyond > 0 && <p className="likelihood-warning">{t('likelihoodTail', { ...tail, images })}</p>}
    </>
  )
}

/** What a reader would compare the figure with by mistake; nothing for what is published of binary images. */
function Caution({ on: { likelihood, targets } }: { on: MeasuredOn }) {
  if (likelihood === 'bernoulli' && targets === 'binarized') return null
  const kind = likelihood === 'gaussian' ? 'density' : 'grey'
  return <p className="likelihood-caution">{t('likelihoodCaution', { kind })}</p>
}

function quoteOf({ bounds, on, images, draws, step }: LikelihoodReport) {
  const { value, error } = bounds.at(-1)!
  return { ...on, value, error, draws, images, step }
}

function Words({ report }: { report: LikelihoodReport }) {
  const { on, images, draws, effective, tail, exact, withoutExact, defensive } = report
  const [wide, wider] = WIDENED_BY
  return (
    <>
      <p className="likelihood-quote">{t('likelihoodQuote', quoteOf(report))}</p>
      <Caution on={on} />
      {defensive && (
        <p className="figures-note soft">{t('likelihoodDefensive', { ...defensive, images, wide, wider })}</p>
      )}
      <p className="figures-note soft">
        {exact && (
          <>
            {t('likelihoodExact', {
              value: exact.value,
              difference: exact.difference,
              error: exact.differenceError,
            })}{' '}
          </>
        )}
        {withoutExact && <>{t('likelihoodNoExact', { why: tellFault(withoutExact).what })} </>}
        {t('likelihoodDraws', { ...effective, draws })} {t('likelihoodShape', tail)} {t('likelihoodCaption')}{' '}
        <Age isQuiet />
      </p>
      <Warnings report={report} />
    </>
  )
}

function Measured({ report, lanes }: Shown) {
  const colour = usePalette()
  const chart = useMemo(() => tightnessChart(report), [report])
  const frame = useMemo(() => tightnessFrame(colour, chart.range), [colour, chart])
  const content = useMemo(() => {
    const most = report.bounds.at(-1)!.k
    return { ...chart, x: [0.8, 1.3 * most] as const, marks: NO_MARKS }
  }, [chart, report])
  return (
    <>
      <ChartFigure
        frame={frame}
        content={content}
        label={t('likelihoodLabel')}
        name={`bound-against-k-step-${report.step}`}
        csv={() => likelihoodCsv(report, lanes)}
        step={report.step}
      />
      <Aged as="div" step={report.step}>
        <Words report={report} />
        {lanes.map(({ lane, report: own }) => (
          <section key={lane} aria-label={t('lane', { lane })}>
            <p className="likelihood-quote">
              {t('laneNamed', { lane, name: t('likelihoodQuote', quoteOf(own)) })}
            </p>
            <Warnings report={own} />
          </section>
        ))}
        <Bounds report={report} lanes={lanes} />
      </Aged>
    </>
  )
}

export function AgainstK() {
  const report = useLabState((state) => state.likelihood.report)
  const lanes = useLabState((state) => state.likelihood.lanes)
  const [size, setSize] = useState<Size>('100')
  return (
    <>
      {report ? (
        <Measured report={report} lanes={lanes} />
      ) : (
        <EmptyView title={t('likelihoodEmptyTitle')} text={t('likelihoodEmptyText')} />
      )}
      <Measure size={size} onSize={setSize} />
    </>
  )
}
