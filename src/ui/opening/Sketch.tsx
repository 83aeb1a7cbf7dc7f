/** What will be seen, in the place where it will be: lines without numbers, since nothing is measured yet. */
import type { EstimatorId } from '../../protocol/estimators.ts'
import { isRandom, type Settings } from '../../protocol/settings.ts'
import { useLabState } from '../lab-context.tsx'
import { ownColour } from '../variance/names.ts'
import { sketchedEstimators } from './sketched.ts'

interface Line {
  readonly name: 'elbo' | 'recon' | 'kl' | 'noisy' | 'calm'
  readonly path: string
}

/** In a square of 100 by 100 that fills the place of the chart. */
const LINES: Readonly<Record<'bound' | 'variance', readonly Line[]>> = {
  bound: [
    { name: 'kl', path: 'M0 12C4 2 8 10 16 11C40 10 70 8 100 7' },
    { name: 'recon', path: 'M4 100C8 58 18 48 34 42C56 35 78 32 100 30' },
    { name: 'elbo', path: 'M4 100C8 62 18 54 34 49C56 44 78 41 100 39' },
  ],
  variance: [
    { name: 'noisy', path: 'M0 22C4 26 8 30 16 28C40 22 70 20 100 18' },
    { name: 'calm', path: 'M0 100C2 84 5 80 12 84C34 86 70 82 100 80' },
  ],
}

/** A point has no KL, no bound and no noise. */
const linesOf = (of: keyof typeof LINES, settings: Settings): readonly Line[] =>
  of === 'bound' && !isRandom(settings) ? LINES.bound.filter(({ name }) => name === 'recon') : LINES[of]

export function Sketch({ of }: { of: keyof typeof LINES }) {
  const settings = useLabState((state) => state.settings)
  const own: Partial<Record<Line['name'], EstimatorId>> = sketchedEstimators(settings)
  const lines = linesOf(of, settings).filter(({ name }) => of === 'bound' || own[name])
  return (
    <svg className="sketch" data-of={of} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
      {lines.map(({ name, path }) => (
        <path
          key={name}
          data-line={name}
          d={path}
          vectorEffect="non-scaling-stroke"
          {...(own[name] && ownColour(own[name]))}
        />
      ))}
    </svg>
  )
}
