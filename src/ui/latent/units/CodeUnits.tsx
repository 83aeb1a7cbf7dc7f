/** The KL of each bit or class, from the family: to a uniform prior it is at most the log of the number of values. */
import { useMemo, useState } from 'react'
import type { Encodings } from '../../../protocol/latent.ts'
import { Age, Aged } from '../../aged/Aged.tsx'
import { ChartFiles } from '../../chart/ChartFigure.tsx'
import { chartPicture } from '../../chart/picture.ts'
import { download } from '../../download.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { frameColours } from '../../colours.ts'
import { usePalette } from '../../palette.ts'
import { codeUnitsCsv } from '../csv.ts'
import { unitsFigure } from '../figures.ts'
import { useTestTotal } from '../test-total.ts'
import { KlBars } from './KlBars.tsx'

interface Props {
  readonly encodings: Encodings
  readonly kl: Float64Array
  readonly values: number
}

export function CodeUnits({ encodings: { step, count }, kl, values }: Props) {
  const colour = usePalette()
  const total = useTestTotal()
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null)
  const [pointed, point] = useState(0)
  const units = useMemo(() => Array.from(kl, (nats, latent) => ({ latent, kl: nats, isActive: true })), [kl])
  const at = Math.min(pointed, units.length - 1)
  const most = Math.log(values)
  const reading = t('codeUnitReading', { ...units[at]!, most })

  const explored = {
    title: t('unitsLabel'),
    name: 'latent-units',
    csv: () => codeUnitsCsv(units),
    figure: () => unitsFigure(units, step, t('axisCodeUnits'), colour),
  }
  async function save(kind: 'csv' | 'png') {
    if (kind === 'csv') return download('latent-units.csv', codeUnitsCsv(units), 'text/csv')
    const legend = { ...frameColours(colour), traces: [] }
    if (canvas) download('latent-units.png', await chartPicture(canvas, legend, t('unitsLabel')))
  }
  return (
    <Aged as="div" step={step}>
      <div className="units-total">
        <span className="figure">{t('unitsTotal', { kl: kl.reduce((sum, nats) => sum + nats, 0) })}</span>
        <span className="soft">{t('unitsTotalUnit')}</span>
      </div>
      <KlBars
        units={units}
        pointed={at}
        reading={reading}
        xLabel={t('axisCodeUnits')}
        onPoint={point}
        onCanvas={setCanvas}
      />
      <div className="chart-options">
        <span className="unit-reading">{reading}</span>
        <ChartFiles explored={explored} onSave={(kind) => void save(kind)} />
      </div>
      <p className="figures-note soft">
        {t('codeUnitsCaption', { count, total, step, values })} <Age isQuiet />
      </p>
    </Aged>
  )
}
