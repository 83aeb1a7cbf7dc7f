/**
 * What a method leaves of the posterior aside, in sentences: the exact one is known, so it is said, whatever a method's own
 * diagnostics say.
 */
import type { ChainsWay, PosteriorWays } from '../../../../protocol/ways.ts'
import { format } from '../../../messages/index.ts'
import { tPart as t } from '../../../messages/of-parts.ts'
import { worstOf, type WayName } from './names.ts'

/** Of the posterior: the chains' four thousand draws would have forty of them there. */
const MISSED = 0.01
/** In standard errors: of a right chain, one mean in 16,000. */
const OFF = 4
/** Vehtari et al. (2021). */
const DISAGREE = 1.01
/** It costs a Gaussian about as many nats. */
const ASIDE = 0.05

const listOf = (found: readonly (readonly [WayName, string])[]): string =>
  found.map(([way, figure]) => t('waysFigureOf', { way, figure })).join(t('comma'))

/** The first thing that is wrong with the chains, as the rest follows from it. */
function wrongWith(chains: ChainsWay): 'waysMissed' | 'waysApart' | 'waysOff' | null {
  if (chains.distance.missed > MISSED) return 'waysMissed'
  if (worstOf(chains).r_hat > DISAGREE) return 'waysApart'
  return chains.meanErrors > OFF ? 'waysOff' : null
}

const FIGURES = {
  waysMissed: ({ distance }: ChainsWay) => format.percent(distance.missed),
  waysApart: (chains: ChainsWay) => format.fixed(worstOf(chains).r_hat, 3),
  waysOff: ({ meanErrors }: ChainsWay) => format.short(meanErrors),
}

function ofChains(all: readonly ChainsWay[]): string[] {
  return (['waysMissed', 'waysApart', 'waysOff'] as const).flatMap((wrong) => {
    const found = all.filter((chains) => wrongWith(chains) === wrong)
    if (found.length === 0) return []
    return t(wrong, { list: listOf(found.map((chains) => [chains.sampler, FIGURES[wrong](chains)])) })
  })
}

function ofGaussians({ gaussians }: PosteriorWays): string[] {
  const found = gaussians.filter(({ beyond }) => beyond > ASIDE)
  if (found.length === 0) return []
  return [t('waysAside', { list: listOf(found.map(({ name, beyond }) => [name, format.percent(beyond)])) })]
}

/** None where every method has found all of it. */
export function findingsOf(ways: PosteriorWays): readonly string[] {
  const { modes, ascent, chains } = ways
  return [
    ...(modes.length > 1 ? [t('waysModes', { modes: modes.length, shares: modes })] : []),
    ...(ascent.from === 'highest' ? [t('waysHigher', { above: ascent.above })] : []),
    ...ofChains(chains),
    ...ofGaussians(ways),
  ]
}
