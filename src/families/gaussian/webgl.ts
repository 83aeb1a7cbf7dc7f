/** The formulas of the Gaussian family as WebGL programs: two for the draw, one for each gradient. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import type { WebGlFormulas } from '../../ops/webgl/formulas.ts'
import { elementOf, type Program, type RunProgram } from '../../ops/webgl/program.ts'
import { ownedBy } from '../../ops/table.ts'
import type { GaussianFormulas } from './formulas.ts'
import { sizesOf } from './gamma.ts'

/** A matrix whose values are computed one by one, by `element`: GLSL of `float element(int row, int column)`. */
const oneByOne = (readers: readonly string[], element: string): Pick<Program, 'helpers' | 'value'> => ({
  helpers: [...readers.map(elementOf), `float element(int row, int column) { ${element} }`].join('\n'),
  value: `return vec4(element(row, column), element(row, column + 1),
    element(row + 1, column), element(row + 1, column + 1));`,
})

const drawLatentsWith =
  (run: RunProgram): GaussianFormulas['drawLatents'] =>
  (gamma, noise) => {
    const { images, latent } = sizesOf(gamma, noise)
    const z = run<Tensor2D>({
      shape: noise.shape,
      inputs: { gamma, noise },
      ...oneByOne(
        ['gamma', 'noise'],
        `int image = row - row / ${images} * ${images};
        return gammaAt(image, column) + exp(0.5 * gammaAt(image, column + ${latent})) * noiseAt(row, column);`,
      ),
    })
    const kl = run<Tensor1D>({
      shape: [images],
      inputs: { gamma },
      helpers: `${elementOf('gamma')}
      float klOf(int image) {
        float total = 0.0;
        for (int d = 0; d < ${latent}; d++) {
          float mu = gammaAt(image, d);
          float logVariance = gammaAt(image, d + ${latent});
          total += mu * mu + exp(logVariance) - (logVariance + 1.0);
        }
        return 0.5 * total;
      }`,
      value: 'return vec2(klOf(place), klOf(place + 1));',
    })
    return { z, kl }
  }

/** Over all draws of an image: `draw` adds those of mu and of log sigma^2 to `via`. */
const gradientOf = (
  { images, latent, samples }: ReturnType<typeof sizesOf>,
  readers: readonly string[],
  draw: string,
  finish = '',
) =>
  oneByOne(
    ['gamma', 'noise', ...readers],
    `bool isMean = column < ${latent};
    int d = isMean ? column : column - ${latent};
    float mu = gammaAt(row, d);
    float logVariance = gammaAt(row, d + ${latent});
    float sigma = exp(0.5 * logVariance);
    float via = 0.0;
    for (int turn = 0; turn < ${samples}; turn++) {
      int at = turn * ${images} + row;
      float eps = noiseAt(at, d);
      ${draw}
    }
    ${finish}
    if (exact != 0.0) via += exact * (isMean ? mu : 0.5 * (exp(logVariance) - 1.0));
    return via;`,
  )

const formulasOf = (run: RunProgram): GaussianFormulas => ({
  drawLatents: drawLatentsWith(run),

  pathwiseGradient: (gamma, noise, dz, { exact, prior, posterior, entropy }) =>
    run({
      shape: gamma.shape,
      inputs: { gamma, noise, dz },
      numbers: { exact, prior, posterior, entropy },
      ...gradientOf(
        sizesOf(gamma, noise),
        ['dz'],
        `float slope = dzAt(at, d);
      if (prior != 0.0) slope += prior * (mu + sigma * eps);
      if (posterior != 0.0) slope -= posterior * (eps / sigma);
      via += isMean ? slope : slope * (sigma * eps);`,
        'if (!isMean) via = 0.5 * via - entropy;',
      ),
    }),

  scoreGradient: (gamma, noise, weight, exact) =>
    run({
      shape: gamma.shape,
      inputs: { gamma, noise, weight },
      numbers: { exact },
      ...gradientOf(
        sizesOf(gamma, noise),
        [],
        `float w = getChannel(getWeight(at), at);
      via += w * (isMean ? eps / sigma : (eps * eps - 1.0) * 0.5);`,
      ),
    }),
})

export const gaussianWebGl: WebGlFormulas = (run) => ownedBy('gaussian', formulasOf(run))
