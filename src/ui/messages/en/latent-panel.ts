/** The words of the latent space's panel, in English: its views and the sliders. */
import { format as f } from './format.ts'

export const panelText = {
  latentViews: 'Views of the latent space',
  latentView: ({ view }: { view: 'map' | 'units' | 'posterior' | 'draw' | 'between' | 'compare' }) =>
    ({
      map: 'encodings',
      units: 'KL per latent',
      posterior: 'exact posterior',
      draw: 'draw a digit',
      between: 'interpolate',
      compare: 'compare',
    })[view],
  latentName: ({ latent }: { latent: number }) => `z${latent}`,
  sliders: 'Sliders of the latent space',
  decodedAlt: ({ point }: { point: readonly number[] }) =>
    point.length <= 3
      ? `Image decoded at ${point.map((z, j) => `z${j + 1} ${f.fixed(z, 2)}`).join(', ')}`
      : 'Image decoded at the point of the sliders',
  activeCount: ({ active, latents }: { active: number; latents: number }) =>
    `${f.integer(active)} of ${f.integer(latents)} active`,
  activeHint:
    'A latent is active if its posterior mean varies between images (variance above 0.01). The sliders are ordered by that variance.',
  showInactive: ({ count }: { count: number }) => `show ${f.integer(count)} inactive`,
  hideInactive: 'hide inactive',
  toOrigin: 'origin',
  toOriginHint: 'Sets all sliders to 0, the mean of the prior',
  toRandom: 'random draw',
  toRandomHint: 'Sets the sliders to a draw from the prior N(0, I)',
  toAnyImage: 'test image',
  toAnyImageHint: 'Sets the sliders to the posterior mean of a random test image',
  undoMove: 'undo',
  undoMoveHint: 'Moves the sliders back',
}
