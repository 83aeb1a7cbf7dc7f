/** What will be seen, in the place where it will be: lines without numbers, since nothing is measured yet. */

interface Line {
  readonly name: 'elbo' | 'recon' | 'kl' | 'reparameterized' | 'score-function'
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
    { name: 'score-function', path: 'M0 22C4 26 8 30 16 28C40 22 70 20 100 18' },
    { name: 'reparameterized', path: 'M0 100C2 84 5 80 12 84C34 86 70 82 100 80' },
  ],
}

export const Sketch = ({ of }: { of: keyof typeof LINES }) => (
  <svg className="sketch" data-of={of} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
    {LINES[of].map(({ name, path }) => (
      <path key={name} data-line={name} d={path} vectorEffect="non-scaling-stroke" />
    ))}
  </svg>
)
