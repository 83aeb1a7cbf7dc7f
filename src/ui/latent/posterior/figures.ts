/** The exact posterior of an image large: as a surface beside the encoder's, its states, the parts of log p(x), the bumps. */
import { posteriorBars } from '../../../charts/latent/posterior-bars.ts'
import { posteriorHeights } from '../../../charts/latent/posterior-surface.ts'
import type { Bumps, BumpsFits } from '../../../math/posterior/two-bumps.ts'
import type { ExactTerms, QuadraturePosterior, StatesPosterior } from '../../../protocol/latent.ts'
import type { ChainsWay, PosteriorWays } from '../../../protocol/ways.ts'
import type { Explored, PlotFigure, FigureCloud, FigureCurve, FigureValue } from '../../explore/figure.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import type { Palette } from '../../palette.ts'
import { bumpsCsv, bumpsGrid } from './bumps/csv.ts'
import { densityCsv, statesCsv, termsCsv } from './csv.ts'
import { waysCsv } from './ways/csv.ts'

/** Nats below the peak at which a surface of logarithms ends. */
const DEEPEST = 20

const latentAxis = (latent: number) => ({ title: t('axisLatent', { latent }), isLog: false })

function surfaceOf(exact: QuadraturePosterior, isLog: boolean, colour: Palette): PlotFigure {
  const heights = posteriorHeights(exact)
  const peak = Math.max(...heights.exact.flat())
  const shown = (log: number): FigureValue => {
    if (!isLog) return Math.exp(log)
    return log > peak - DEEPEST ? log : null
  }
  const surface = (of: 'exact' | 'guess', name: string, own: string, opacity: number) =>
    ({
      kind: 'surface',
      name,
      colour: own,
      opacity,
      xs: heights.z1,
      ys: heights.z2,
      zs: heights[of].map((row) => row.map(shown)),
    }) as const
  return {
    title: t('surfaceTitle'),
    step: exact.step,
    x: latentAxis(0),
    y: latentAxis(1),
    z: { title: t(isLog ? 'logDensityPerArea' : 'densityPerArea'), isLog: false },
    series: [
      surface('guess', t('guessSurface'), colour('guess'), 0.55),
      surface('exact', t('exactSurface'), colour('faint-curve'), 0.9),
    ],
    marks: [],
  }
}

export const surfaceExplored = (exact: QuadraturePosterior, colour: Palette): Explored => ({
  title: t('surfaceTitle'),
  name: 'exact-posterior',
  csv: () => densityCsv(exact),
  figure: ([height]) => surfaceOf(exact, height === 1, colour),
  choices: [{ label: t('exploreHeight'), options: [t('exploreDensity'), t('exploreLogDensity')], first: 0 }],
})

/** log p(x) and what it is made of. */
function termsFigure(exact: ExactTerms, colour: Palette): PlotFigure {
  const { bars } = posteriorBars(exact)
  const series = bars.map(({ part, value }, at): FigureCurve => ({
    kind: 'curve',
    name: t('exactTermName', { part }),
    colour: colour({ recon: 'recon', kl: 'kl', elbo: 'elbo', gap: 'guess', evidence: 'soft' }[part]),
    style: 'bars',
    width: 1,
    xs: [at],
    ys: [value],
  }))
  return {
    title: t('exactBarsTitle'),
    step: exact.step,
    x: {
      title: '',
      isLog: false,
      names: bars.map(({ part }, at) => ({ at, name: t('exactTerm', { part }) })),
    },
    y: { title: t('axisNats'), isLog: false },
    series,
    marks: [],
  }
}

export const termsExplored = (exact: QuadraturePosterior, colour: Palette): Explored => ({
  title: t('exactBarsTitle'),
  name: 'log-evidence',
  csv: () => termsCsv(exact),
  figure: () => termsFigure(exact, colour),
})

/** Both probabilities of every state, in the order of counting. */
function statesFigure({ posterior, guess, step }: StatesPosterior, colour: Palette): PlotFigure {
  const xs = Array.from(posterior, (_, state) => state + 1)
  const curve = { kind: 'curve', xs, width: 1.5 } as const
  return {
    title: t('codeProbable'),
    step,
    x: { title: t('codeStateHeader'), isLog: false },
    y: { title: t('exploreShare'), isLog: false },
    series: [
      { ...curve, name: 'p(s|x)', colour: colour('ink'), style: 'bars', ys: [...posterior] },
      { ...curve, name: 'q(s|x)', colour: colour('guess'), style: 'rings', ys: [...guess] },
    ],
    marks: [],
  }
}

export const statesExplored = (
  exact: StatesPosterior,
  latents: number,
  values: number,
  colour: Palette,
): Explored => ({
  title: t('codeProbable'),
  name: 'states-posterior',
  csv: () => statesCsv(exact, latents, values),
  figure: () => statesFigure(exact, colour),
})

/** The bumps and both fits: the densities on the grid of the CSV. */
function bumpsFigure(bumps: Bumps, fits: BumpsFits, colour: Palette): PlotFigure {
  const { z, p, reverse, forward } = bumpsGrid(bumps, fits)
  const curve = { kind: 'curve', xs: z, width: 1.5 } as const
  const fit = { ...curve, colour: colour('guess') }
  return {
    title: t('answer', { answer: 'bumps' }),
    step: null,
    x: { title: 'z', isLog: false },
    y: { title: t('axisDensity'), isLog: false },
    series: [
      { ...curve, name: 'p', colour: colour('ink'), style: 'line', ys: p },
      { ...fit, name: t('bumpsFit', { divergence: 'reverse' }), style: 'line', ys: reverse },
      { ...fit, name: t('bumpsFit', { divergence: 'forward' }), style: 'dashes', ys: forward },
    ],
    marks: [],
  }
}

export const bumpsExplored = (bumps: Bumps, fits: BumpsFits, colour: Palette): Explored => ({
  title: t('answer', { answer: 'bumps' }),
  name: 'two-bumps',
  csv: () => bumpsCsv(bumps, fits),
  figure: () => bumpsFigure(bumps, fits, colour),
})

const pairs = (z: ArrayLike<number>, from: number, to: number) => {
  const rows = Array.from({ length: to - from }, (_, i) => from + i)
  return { xs: rows.map((row) => z[2 * row]!), ys: rows.map((row) => z[2 * row + 1]!) }
}

/** The draws of each chain, and the path of the ascent, in the plane of z. */
function waysFigure(ways: PosteriorWays, { chains, draws, z }: ChainsWay, colour: Palette): PlotFigure {
  const { path } = ways.ascent
  const drawn = Array.from({ length: chains }, (_, chain): FigureCloud => ({
    kind: 'cloud',
    name: t('exploreChain', { chain: chain + 1 }),
    colour: colour(`run-${chain}`),
    ...pairs(z, chain * draws, (chain + 1) * draws),
    zs: [],
  }))
  const ascent: FigureCloud = {
    kind: 'cloud',
    name: t('waysName', { way: 'map' }),
    colour: colour('recon'),
    ...pairs(path, 0, path.length / 2),
    zs: [],
  }
  return {
    title: t('waysEmptyTitle'),
    step: ways.step,
    x: latentAxis(0),
    y: latentAxis(1),
    series: [...drawn, ascent],
    marks: [],
    isSquare: true,
  }
}

export const waysExplored = (ways: PosteriorWays, way: ChainsWay, colour: Palette): Explored => ({
  title: t('waysEmptyTitle'),
  name: 'posterior-ways',
  csv: () => waysCsv(ways),
  figure: () => waysFigure(ways, way, colour),
})
