/** The latents one by one: what each costs in KL, which are used, and how each lies against the prior. */
import { useMemo, useState } from 'react'
import { totalKl, unitsOf } from '../../../charts/latent/units.ts'
import type { LatentStatistics } from '../../../math/latent-statistics.ts'
import type { Encodings } from '../../../protocol/latent.ts'
import { Age, Aged } from '../../aged/Aged.tsx'
import { ChartFiles } from '../../chart/ChartFigure.tsx'
import { chartPicture } from '../../chart/picture.ts'
import { download } from '../../download.ts'
import { useLabState } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { frameColours } from '../../colours.ts'
import { usePalette } from '../../palette.ts'
import { unitsCsv } from '../csv.ts'
import { unitsFigure } from '../figures.ts'
import { useNeed } from '../seen.ts'
import { useTestTotal } from '../test-total.ts'
import { Aggregate } from './Aggregate.tsx'
import { useForm } from '../form.ts'
import { CodeUnits } from './CodeUnits.tsx'
import { KlBars } from './KlBars.tsx'

interface Props {
  readonly encodings: Encodings
  readonly statistics: LatentStatistics
}

/** The latents in their order, and the one pointed at: the most active one, until a person points. */
function useUnits(statistics: LatentStatistics) {
  const order = useLabState((state) => state.latent.order)
  const [wanted, setWanted] = useState<number | null>(null)
  const units = useMemo(() => unitsOf(statistics, order), [statistics, order])
  const found = units.findIndex(({ latent }) => latent === wanted)
  const pointed = Math.max(0, found)
  return { units, pointed, point: (place: number) => setWanted(units[place]?.latent ?? null) }
}

const Total = ({ statistics }: Pick<Props, 'statistics'>) => (
  <div className="units-total">
    <span className="figure">{t('unitsTotal', { kl: totalKl(statistics) })}</span>
    <span className="soft">{t('unitsTotalUnit')}</span>
    <span className="units-active">
      {t('activeCount', { active: statistics.active, latents: statistics.kl.length })}
    </span>
  </div>
)

function Measured({ encodings, statistics }: Props) {
  const { units, pointed, point } = useUnits(statistics)
  const colour = usePalette()
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null)
  const unit = units[pointed]!
  const total = useTestTotal()

  const explored = {
    title: t('unitsLabel'),
    name: 'latent-units',
    csv: () => unitsCsv(units),
    figure: () => unitsFigure(units, encodings.step, t('axisUnits'), colour),
  }
  async function save(kind: 'csv' | 'png') {
    if (kind === 'csv') return download('latent-units.csv', unitsCsv(units), 'text/csv')
    const legend = { ...frameColours(colour), traces: [] }
    if (canvas) download('latent-units.png', await chartPicture(canvas, legend, t('unitsLabel')))
  }
  return (
    <Aged as="div" step={encodings.step}>
      <Total statistics={statistics} />
      <KlBars
        units={units}
        pointed={pointed}
        reading={t('unitReading', unit)}
        xLabel={t('axisUnits')}
        onPoint={point}
        onCanvas={setCanvas}
      />
      <div className="chart-options">
        <span className="unit-reading">{t('unitReading', unit)}</span>
        <ChartFiles explored={explored} onSave={(kind) => void save(kind)} />
      </div>
      <Aggregate encodings={encodings} unit={unit} />
      <p className="figures-note soft">
        {t('unitsCaption', { count: encodings.count, total, step: encodings.step })} <Age isQuiet />
      </p>
    </Aged>
  )
}

export function Units() {
  useNeed('encodings')
  const encodings = useLabState((state) => state.latent.encodings)
  const statistics = useLabState((state) => state.latent.statistics)
  const { values } = useForm()
  const isPoint = statistics?.kl[0] === Infinity
  if (values !== null && encodings?.kl)
    return <CodeUnits encodings={encodings} kl={encodings.kl} values={values} />
  if (encodings && statistics && !isPoint) return <Measured encodings={encodings} statistics={statistics} />
  return (
    <div className="kl-bars">
      <div className="empty">
        <p className="empty-title">{t(isPoint ? 'unitsPointTitle' : 'unitsEmptyTitle')}</p>
        <p className="soft">{t(isPoint ? 'unitsPointText' : 'unitsEmptyText')}</p>
      </div>
    </div>
  )
}
