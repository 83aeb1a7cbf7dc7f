/** The bounds as text: a row a K, with everything that the quote needs; the bounds of further lanes stand last. */
import { boundEnds } from '../../../charts/tightness.ts'
import { csvText } from '../../../formats/csv.ts'
import type { LaneLikelihood } from '../../../protocol/engine.ts'
import type { BoundAtK, LikelihoodReport, MeasuredOn } from '../../../protocol/likelihood.ts'
import { tPart as t } from '../../messages/of-parts.ts'

/** As the address writes them. */
const likelihoodOf = ({ likelihood, sigma }: MeasuredOn): string =>
  likelihood === 'gaussian' ? `gaussian sigma=${sigma}` : likelihood

export const likelihoodCsv = (
  { bounds, step, on, images, draws, exact, defensive }: LikelihoodReport,
  lanes: readonly LaneLikelihood[] = [],
): string =>
  csvText<BoundAtK>(
    [
      [t('axisStep'), () => step],
      [t('imagesHeader'), () => images],
      [t('drawsHeader'), () => draws],
      ['K', ({ k }) => k],
      [t('likelihoodBoundHeader'), ({ value }) => value],
      [t('likelihoodErrorHeader'), ({ error }) => error],
      [t('likelihoodNoiseHeader'), ({ noise }) => noise],
      [t('likelihoodLowerHeader'), (one) => boundEnds(one)[0]],
      [t('likelihoodUpperHeader'), (one) => boundEnds(one)[1]],
      [t('evidenceName'), () => exact?.value],
      [t('likelihoodDefensiveHeader'), () => defensive?.value],
      [t('likelihoodDefensiveNoiseHeader'), () => defensive?.noise],
      [t('likelihoodDataHeader'), () => on.dataset],
      [t('likelihoodTargetsHeader'), () => on.targets],
      [t('likelihoodLikelihoodHeader'), () => likelihoodOf(on)],
      ...lanes.flatMap(({ lane, report }) => {
        const of = ({ k }: BoundAtK) => report.bounds.find((one) => one.k === k)
        const named = (name: string) => t('laneCurve', { lane, name })
        return [
          [named(t('likelihoodBoundHeader')), (one: BoundAtK) => of(one)?.value] as const,
          [named(t('likelihoodErrorHeader')), (one: BoundAtK) => of(one)?.error] as const,
          [named(t('likelihoodNoiseHeader')), (one: BoundAtK) => of(one)?.noise] as const,
        ]
      }),
    ],
    bounds,
  )
