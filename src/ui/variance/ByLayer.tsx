/** Where in the encoder the noise is: each estimator's variance in each layer, at the latest measurement. */
import { useMemo } from 'react'
import { measuredIn } from '../../charts/variance/comparison.ts'
import { byLayerChart, layerWidths } from '../../charts/variance/by-layer.ts'
import { familyMetaOf } from '../../protocol/families.ts'
import type { LabState } from '../../store/state.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { ChartFigure } from '../chart/ChartFigure.tsx'
import { useLabStateEvery } from '../lab-context.tsx'
import { format } from '../messages/index.ts'
import { tPart as t } from '../messages/of-parts.ts'
import { usePalette } from '../palette.ts'
import { EmptyVariance } from './EmptyVariance.tsx'
import { byLayerFrame } from './view-frames.ts'
import { ownColour } from './names.ts'
import { estimatorInSentence } from './names.ts'
import { byLayerCsv } from './view-csv.ts'
import type { ProbeReport } from '../../protocol/variance.ts'

const REDRAW_MS = 500
const NO_MARKS = [] as const

const runOf = ({ history }: LabState) => history.current

function LayerTable({ report, names }: { report: ProbeReport; names: readonly string[] }) {
  return (
    <table className="figures">
      <thead>
        <tr>
          <td />
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...measuredIn(report)].reverse().map((id) => (
          <tr key={id} {...ownColour(id)}>
            <th scope="row">
              <span className="swatch" />
              {estimatorInSentence(id)}
            </th>
            {report.estimators[id]?.layers.map(({ value }, layer) => (
              <td key={layer} className="figures-value">
                {format.scientific(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function ByLayer() {
  const { settings, probes } = useLabStateEvery(REDRAW_MS, runOf)
  const report = probes.at(-1)
  const colour = usePalette()
  const widths = useMemo(() => layerWidths(settings), [settings])
  const { symbols } = familyMetaOf(settings.family)
  const layers = widths.length - 1
  const frame = useMemo(() => byLayerFrame(colour, widths, symbols), [colour, widths, symbols])
  const chart = useMemo(() => byLayerChart(report), [report])
  const content = useMemo(
    () => ({ ...chart, x: [-0.5, layers - 0.5] as const, marks: NO_MARKS }),
    [chart, layers],
  )
  const names = widths.slice(0, -1).map((_, layer) => frame.formatX(layer))
  return (
    <>
      <ChartFigure
        frame={frame}
        content={content}
        label={t('byLayerLabel')}
        name="gradient-variance-by-layer"
        csv={() => (report ? byLayerCsv(report, widths) : '')}
        step={report?.step ?? null}
        empty={report ? undefined : <EmptyVariance />}
      />
      {report && (
        <Aged as="div" step={report.step}>
          <LayerTable report={report} names={names} />
          <p className="figures-note soft">
            {t('byLayerCaption', { step: report.step })} <Age isQuiet />
          </p>
        </Aged>
      )}
    </>
  )
}
