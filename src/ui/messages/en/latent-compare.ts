/** The words with which two models are compared in the latent space, in English. */
import type { FamilyId } from '../../../protocol/families.ts'
import { isRandom } from '../../../protocol/settings.ts'
import { counted } from './count.ts'
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
  compareWith: 'Model before this one',
  compareWait: 'The test images are being encoded…',
  compareScatterAlt: ({ name, count }: { name: string; count: number }) =>
    `${name}: where it puts ${counted(count, 'test image')}, and the prior’s 1 and 2 σ`,
  compareSheetAlt: ({ name, kind }: { name: string; kind: 'manifold' | 'draws' }) =>
    `${name}: ${kind === 'manifold' ? 'images decoded at quantiles of the prior' : 'decoded draws of the prior'}`,
  compareSheetCaption: ({ kind }: { kind: 'manifold' | 'draws' }) =>
    kind === 'manifold' ? 'decoded at quantiles of N(0, I)' : 'decoded draws of N(0, I)',
  compareScale: 'Scale',
  compareSame: 'same axes',
  compareOwn: 'each its own',
  compareMeasures: 'Both in numbers',
  compareRecon: 'reconstruction, nats',
  compareAt: ({ step }: { step: number }) => `at ${f.integer(step)}`,
  compareReconHint:
    'Held-out, per image: E log p(x|z) by one draw of q(z|x), of an autoencoder log p(x|z) at its point',
  compareSpread: 'E z², the prior’s is 1',
  compareSpreadHint: 'The mean square of a latent over the test images',
  compareActive: 'active latents',
  compareActiveOf: ({ active, latents }: { active: number; latents: number }) =>
    `${f.integer(active)} of ${f.integer(latents)}`,
  compareHoles: 'prior in holes',
  compareHolesShare: ({ share, error }: { share: number; error: number | null }) =>
    Number.isNaN(share)
      ? '–'
      : `${f.fixed(100 * share, 1)}${error === null ? '' : ` ± ${f.fixed(100 * error, 1)}`}%`,
  compareHolesHint: ({ draws, sets }: Sets) =>
    `Of ${counted(draws, 'draw')} of the prior, those that lie nearer to another such draw than to the z of any of ${counted(draws, 'test image')}${several(sets)}`,
  compareCaption: ({ draws, sets }: Sets) =>
    `In a hole: of ${counted(draws, 'draw')} of the prior, those that lie nearer to another draw than to any of ${counted(draws, 'image')}${several(sets)}. Half of them, where images fill the prior; all, where none are near. Circles: the prior’s 1 and 2 σ.`,
  compareTrain: ({ family }: Family) =>
    isRandom({ family }) ? 'Train a VAE beside it' : 'Train an autoencoder beside it',
  compareTrainHint:
    'A fresh model with the same seed and settings, trained for as many steps. What this one looks like is kept.',
  compareTrainFirst: 'Train a model first',
  compareEmptyTitle: 'What is a VAE’s noise good for?',
  compareEmptyText:
    'Without noise and KL the same network is a plain autoencoder. It reconstructs better, and puts images wherever it likes: what the prior draws then decodes to nothing in particular.',
  compareBack: ({ family }: Family) =>
    `Back to the ${isRandom({ family }) ? 'VAE’s' : 'autoencoder’s'} settings`,
  compareBackHint: ({ number }: { number: number }) =>
    `A fresh model with the settings of run ${f.integer(number)}. What the present one looks like is kept.`,
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
