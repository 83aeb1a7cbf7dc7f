/** The words with which two models are compared in the latent space, in English. */
import type { FamilyId } from '../../../protocol/families.ts'
import { isRandom } from '../../../protocol/settings.ts'
import { counted } from './format.ts'
import { format as f } from './format.ts'

type Family = { readonly family: FamilyId }
const modelName = ({ family }: Family) => (isRandom({ family }) ? 'VAE' : 'autoencoder')

interface Sets {
  readonly draws: number
  readonly sets: number
}
const several = (sets: number): string =>
  sets > 1 ? `: mean ± standard error over ${f.integer(sets)} such sets` : ''

export const compareText = {
  compareKind: modelName,
  compareName: ({ family, steps }: Family & { steps: number }) =>
    `${modelName({ family })}, ${f.integer(steps)} ${steps === 1 ? 'step' : 'steps'}`,
  compareRun: ({ number, name }: { number: number; name: string }) => `run ${f.integer(number)}: ${name}`,
  compareWith: 'Earlier model',
  compareWait: 'The test images are being encoded…',
  compareScatterAlt: ({ name, count }: { name: string; count: number }) =>
    `${name}: the codes of ${counted(count, 'test image')}, and 1σ and 2σ of the prior`,
  compareSheetAlt: ({ name, kind }: { name: string; kind: 'manifold' | 'draws' }) =>
    `${name}: ${kind === 'manifold' ? 'images decoded at quantiles of the prior' : 'decoded draws of the prior'}`,
  compareSheetCaption: ({ kind }: { kind: 'manifold' | 'draws' }) =>
    kind === 'manifold' ? 'decoded at quantiles of N(0, I)' : 'decoded draws of N(0, I)',
  compareScale: 'Scale',
  compareSame: 'same axes',
  compareOwn: 'own axes',
  compareMeasures: 'Comparison in numbers',
  compareRecon: 'reconstruction, nats',
  compareAt: ({ step }: { step: number }) => `at ${f.integer(step)}`,
  compareReconHint:
    'Held-out, per image: E log p(x|z) with one draw from q(z|x); for an autoencoder, log p(x|z) at its code',
  compareSpread: 'E z² (1 for the prior)',
  compareSpreadHint: 'The mean square of a latent over the test images',
  compareActive: 'active latents',
  compareActiveOf: ({ active, latents }: { active: number; latents: number }) =>
    `${f.integer(active)} of ${f.integer(latents)}`,
  compareHoles: 'prior samples far from any code',
  compareHolesShare: ({ share, error }: { share: number; error: number | null }) =>
    Number.isNaN(share)
      ? '–'
      : `${f.fixed(100 * share, 1)}${error === null ? '' : ` ± ${f.fixed(100 * error, 1)}`}%`,
  compareHolesHint: ({ draws, sets }: Sets) =>
    `Share of ${counted(draws, 'draw')} from the prior that are closer to another such draw than to the code of any of ${counted(draws, 'test image')}${several(sets)}`,
  compareCaption: ({ draws, sets }: Sets) =>
    `Prior samples far from any code: the share of ${counted(draws, 'draw')} from the prior that are closer to another draw than to the code of any of ${counted(draws, 'image')}${several(sets)}. It is 50 % if the codes are distributed like the prior, and 100 % if no code is near. Circles: 1σ and 2σ of the prior.`,
  compareTrain: ({ family }: Family) =>
    isRandom({ family }) ? 'Train a VAE beside it' : 'Train an autoencoder beside it',
  compareTrainHint:
    'Builds a new model with the same seed and settings and trains it for as many steps. The pictures of this one are kept.',
  compareTrainFirst: 'Train a model first',
  compareEmptyTitle: 'What is a VAE’s noise good for?',
  compareEmptyText:
    'Without noise and KL the same network is a plain autoencoder. It reconstructs better, but its codes need not follow the prior: draws from the prior then do not decode to digits.',
  compareBack: ({ family }: Family) =>
    `Back to the ${isRandom({ family }) ? 'VAE’s' : 'autoencoder’s'} settings`,
  compareBackHint: ({ number }: { number: number }) =>
    `Builds a new model with the settings of run ${f.integer(number)}. The pictures of the present one are kept.`,
  compareColumn: ({
    column,
  }: {
    column: 'run' | 'model' | 'step' | 'axes' | 'image' | 'class' | 'x' | 'y'
  }) =>
    ({
      run: 'run',
      model: 'model',
      step: 'step',
      axes: 'axes',
      image: 'test image',
      class: 'class',
      x: 'across',
      y: 'up',
    })[column],
}
