/** One lane: what it is, how good it is, what it draws from the prior, and how it is set. */
import { useCallback, useMemo, type ReactNode } from 'react'
import { latest } from '../../charts/elbo.ts'
import { ownVariance } from '../../charts/lanes.ts'
import { colourOf, type EstimatorId } from '../../protocol/estimators.ts'
import { FIRST_LANE } from '../../protocol/lanes.ts'
import { wholeCurves } from '../../store/lanes/curves.ts'
import type { Curves } from '../../store/history.ts'
import type { LaneState } from '../../store/lanes/state.ts'
import type { LabState } from '../../store/state.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { useLab, useLabState, useLabStateEvery } from '../lab-context.tsx'
import { format, t } from '../messages/index.ts'
import type { ImageSource, Sheet } from '../samples/paint.ts'
import { SheetCanvas } from '../samples/SheetCanvas.tsx'
import { estimatorInSentence } from '../variance/names.ts'
import { dashOf, laneName, measuredLanes } from './lanes.ts'
import { LaneControls } from './LaneControls.tsx'

const runOf = ({ history }: LabState) => history.current

/** The line that the lane has in the charts. */
const Line = ({ lane }: { lane: number }) => (
  <svg className="lane-line" width="28" height="8" aria-hidden="true">
    <line x1="0" y1="4" x2="28" y2="4" strokeDasharray={dashOf(lane)?.join(' ')} />
  </svg>
)

const Head = ({ lane, name, children }: { lane: number; name: string; children?: ReactNode }) => (
  <header className="lane-head">
    <span className="lane-chip">{lane}</span>
    <Line lane={lane} />
    <h3 className="lane-name" title={name}>
      {name}
    </h3>
    {children}
  </header>
)

function useCurves(lane: number): Curves {
  const run = useLabStateEvery(200, runOf)
  return useMemo(() => wholeCurves(run, lane), [run, lane])
}

/** The training value is of the same step in every lane; the held-out one may be older. */
function Elbo({ lane }: { lane: number }) {
  const smoothing = useLabState((state) => state.smoothing)
  const { train, trainStep, isBound, isRelaxed } = latest(useCurves(lane), smoothing)
  const value = isBound ? train[isRelaxed ? 'relaxed' : 'elbo'] : train.recon
  const bound = t(isRelaxed ? 'relaxedUnit' : 'trainUnit', { smoothing })
  return (
    <Aged as="p" className="big lane-elbo" step={trainStep} lane={lane}>
      <span className="figure" data-testid={`lane-${lane}-elbo`}>
        {value === undefined ? '–' : format.fixed(value, 1)}
      </span>
      <span className="big-words soft">
        {value === undefined ? t('noUnit') : isBound ? bound : t('reconTrain')}
      </span>
    </Aged>
  )
}

function HeldOut({ lane }: { lane: number }) {
  const { test, testStep, isBound } = latest(useCurves(lane), 0)
  const value = isBound ? test.elbo : test.recon
  return (
    <Aged as="p" className="lane-measured soft" step={testStep} lane={lane}>
      {value === undefined ? t('laneNotEvaluated') : t('laneHeldOut', { elbo: value })}
      {testStep !== undefined && (
        <>
          {t('comma')}
          <Age isBrief />
        </>
      )}
    </Aged>
  )
}

/** V of the estimator that trains it. */
function Noise({ lane }: { lane: number }) {
  const run = useLabStateEvery(200, runOf)
  const measured = useMemo(() => measuredLanes(run).find((one) => one.lane === lane), [run, lane])
  const report = measured?.probes.at(-1)
  const value = measured && report ? ownVariance(measured, report) : NaN
  return (
    <Aged as="p" className="lane-measured soft" step={report?.step} lane={lane}>
      {Number.isFinite(value) ? t('laneNoise', { value }) : t('laneNoNoise')}
      {report && t('comma')}
      <Age isBrief />
    </Aged>
  )
}

/** Small enough to stand beside the figures. */
const SHEET: Sheet = { columns: 8, rows: 3 }

/** The same noise in every lane: pictures in one place are of one z. */
function Prior({ lane }: { lane: number }) {
  const prior = useLabState(({ pictures }) =>
    lane === FIRST_LANE ? pictures?.prior : pictures?.lanes.find((one) => one.lane === lane)?.prior,
  )
  const source = useCallback<ImageSource>(
    (row, column) => (prior ? [prior, row * SHEET.columns + column] : null),
    [prior],
  )
  return (
    <Aged as="div" className="lane-prior" step={prior?.step} lane={lane}>
      <SheetCanvas
        sheet={SHEET}
        source={prior ? source : null}
        label={prior ? t('lanePriorAlt', { lane, step: prior.step }) : t('samplesAlt')}
      />
    </Aged>
  )
}

function Actions({ lane }: { lane: number }) {
  const lab = useLab()
  return (
    <div className="lane-actions">
      <button
        type="button"
        className="quiet"
        title={t('lanePromoteHint')}
        aria-label={t('lanePromoteNamed', { lane })}
        onClick={() => void lab.lanes.promote(lane)}
      >
        {t('lanePromote')}
      </button>
      <button
        type="button"
        className="quiet"
        aria-label={t('laneDropNamed', { lane })}
        onClick={() => void lab.lanes.drop(lane)}
      >
        {t('laneDrop')}
      </button>
    </div>
  )
}

interface CardProps {
  readonly lane: number
  readonly name: string
  readonly estimator: EstimatorId
  readonly actions?: ReactNode
  readonly children: ReactNode
}

const Card = ({ lane, name, estimator, actions, children }: CardProps) => (
  <article
    className="lane"
    data-lane={lane}
    data-colour={lane === FIRST_LANE ? undefined : colourOf(estimator)}
    aria-label={t('laneNamed', { lane, name })}
  >
    <Head lane={lane} name={name}>
      {actions}
    </Head>
    <Elbo lane={lane} />
    <HeldOut lane={lane} />
    <Noise lane={lane} />
    <Prior lane={lane} />
    {children}
  </article>
)

export function FirstLane() {
  const estimator = useLabState((state) => state.settings.estimator)
  const name = [t('laneIsRun'), estimatorInSentence(estimator)].join(t('comma'))
  return (
    <Card lane={FIRST_LANE} name={name} estimator={estimator}>
      <p className="lane-note soft">{t('laneRunSettings')}</p>
    </Card>
  )
}

export function ForkedLane({ lane }: { lane: LaneState }) {
  const settings = useLabState((state) => state.settings)
  const { estimator } = lane.live
  return (
    <Card
      lane={lane.lane}
      name={laneName(settings, lane)}
      estimator={estimator}
      actions={<Actions lane={lane.lane} />}
    >
      <LaneControls lane={lane} />
    </Card>
  )
}
