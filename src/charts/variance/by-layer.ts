/** The variance of one report, encoder layer by encoder layer. The layers stand at x = 0, 1, ... */
import type { ProbeReport } from '../../protocol/variance.ts'
import { ESTIMATORS, chartOf, withEnds, type VarianceChart } from './series.ts'

/** Both estimators' points stand beside each other, this far from the layer's place. */
export const BESIDE = 0.04

/** Columns: value, lo, hi of the reparameterized estimator, then of the score function. */
export const byLayerChart = (report: ProbeReport | undefined): VarianceChart =>
  chartOf(
    ESTIMATORS.flatMap((id, e) =>
      withEnds(
        (report?.estimators[id].layers ?? []).map((interval, layer) => ({
          x: layer + (e === 0 ? -BESIDE : BESIDE),
          interval,
        })),
      ),
    ),
  )

/** Widths of the layers, images in, (mu, log sigma^2) out: [784, 400, 40] for 400 hidden units and 20 latents. */
export const encoderWidths = (hidden: readonly number[], latent: number): readonly number[] => [
  784,
  ...hidden,
  2 * latent,
]
