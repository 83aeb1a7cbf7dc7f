/**
 * `npm run reproduce -- bounds`: whether more draws in the importance-weighted bound make a better model, in the set-up of Burda et
 * al., 2015: 50 latents, 784-200-200-(z)-200-200-784, tanh, images binarised anew in each epoch, batch 20. Each run is judged by
 * log p(x) of the same test images, estimated in the same way.
 */
import type { Settings } from '../../src/protocol/settings.ts'
import { boundsRow, SIZES, type BoundRun } from './bounds-report.ts'
import { measureBound, withEnginePage } from './engine-page.ts'
import { keptOr, type KeptPart } from './kept.ts'
import type { BoundPart, BoundRequest } from './page/bounds.ts'

const IWAE: Partial<Settings> = {
  dataset: 'mnist',
  family: 'gaussian',
  latent: 50,
  hidden: [200, 200],
  activation: 'tanh',
  likelihood: 'bernoulli',
  targets: 'binarized',
  objective: 'importance-weighted',
  estimator: 'reparameterized',
  kl: 'monte-carlo',
  samples: 1,
  optimizer: 'adam',
  batch: 20,
}

export interface BoundsOptions extends Omit<BoundRequest, 'settings'> {
  /** The draws of the bounds; those of the paper if empty. */
  readonly sizes: readonly number[]
  readonly seeds: readonly number[]
  readonly backend: string
  /** Whether runs that an earlier command has finished, or begun, are taken from it. */
  readonly goOn: boolean
}

const nameOf = ({ epochs, images, draws, backend }: BoundsOptions, k: number, seed: number): string =>
  [epochs, images, draws, backend, k, seed].join('-')

/** Seed after seed, so that a command that is ended early has whole seeds. */
export async function measureBounds(options: BoundsOptions): Promise<readonly BoundRun[]> {
  const { sizes, seeds, goOn, backend, ...request } = options
  const wanted = SIZES.filter((k) => sizes.length === 0 || sizes.includes(k))
  const planned = seeds.flatMap((seed) => wanted.map((k) => ({ k, seed })))
  const runs: BoundRun[] = []
  await withEnginePage(async (page) => {
    for (const { k, seed } of planned) {
      const settings = { ...IWAE, k, seed, backend: backend as Settings['backend'] }
      const measure = (part: KeptPart<BoundPart>) => measureBound(page, { ...request, settings }, part)
      const outcome = await keptOr('bounds', nameOf(options, k, seed), goOn, measure)
      runs.push({ k, seed, outcome })
      console.error(boundsRow(runs.at(-1)!).join('  '))
    }
  })
  return runs
}
