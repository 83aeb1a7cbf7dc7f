/** The variance of one report, encoder layer by encoder layer. The layers stand at x = 0, 1, ... */
import { familyMetaOf } from '../../protocol/families.ts'
import { shapeOf, type Settings } from '../../protocol/settings.ts'
import { ESTIMATOR_IDS, isIntervention } from '../../protocol/estimators.ts'
import type { ProbeReport } from '../../protocol/variance.ts'
import { varianceChart, withEnds, type VarianceChart } from './series.ts'

/** The estimators' points stand beside each other, this far apart. */
export const BESIDE = 0.08

/** Interventions, which are last, stand beside the others and do not move them. */
const MIDDLE = (ESTIMATOR_IDS.filter((id) => !isIntervention(id)).length - 1) / 2

/** Columns: value, lo and hi of each estimator. */
export const byLayerChart = (report: ProbeReport | undefined): VarianceChart =>
  varianceChart(
    ESTIMATOR_IDS.flatMap((id, e) =>
      withEnds(
        (report?.estimators[id]?.layers ?? []).map((interval, layer) => ({
          x: layer + (e - MIDDLE) * BESIDE,
          interval,
        })),
      ),
    ),
  )

/** Widths of the encoder's layers, images in, gamma out: [784, 400, 40] for 400 hidden units and 20 Gaussian latents. */
export const layerWidths = (settings: Settings): readonly number[] => [
  784,
  ...settings.hidden,
  familyMetaOf(settings.family).widths(shapeOf(settings)).gamma,
]
