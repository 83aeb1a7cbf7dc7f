/** The lines of "Monte Carlo" by counting: few images, few values of the noise, every minibatch that can be drawn. */
import { uniform } from '../../math/random.ts'
import { checkLines } from '../testing/check.ts'
import { mean, slope, sum } from '../testing/numbers.ts'
import { monteCarlo } from './steps.ts'

const IMAGES = 3
const NOISE = 3
const B = 2
const L = 2

/** h of each image for each value of the noise, all equally likely, in two coordinates; costs of encoder and decoder. */
interface World {
  readonly h: readonly (readonly (readonly [number, number])[])[]
  readonly costs: readonly [number, number]
}

const worlds: World[] = [1, 2, 3].map((step) => {
  const values = uniform(IMAGES * NOISE * 2, -2, 2, { seed: 13, stream: 980, step })
  const [encoder, decoder] = uniform(2, 0.5, 2, { seed: 13, stream: 981, step }) as unknown as [
    number,
    number,
  ]
  const at = (i: number, e: number) =>
    [values[2 * (i * NOISE + e)]!, values[2 * (i * NOISE + e) + 1]!] as const
  return {
    h: Array.from({ length: IMAGES }, (_, i) => Array.from({ length: NOISE }, (_, e) => at(i, e))),
    costs: [encoder, decoder],
  }
})

type Vector = readonly number[]
const average = (vectors: readonly Vector[]): number[] =>
  vectors[0]!.map((_, k) => mean(vectors.map((v) => v[k]!)))
/** tr Cov of equally likely vectors. */
function trace(vectors: readonly Vector[]): number {
  const centre = average(vectors)
  return mean(vectors.map((v) => sum(v.map((value, k) => (value - centre[k]!) ** 2))))
}

/** All ordered choices of `count` of the items, with putting back. */
const choices = <T>(items: readonly T[], count: number): T[][] =>
  count === 0 ? [[]] : choices(items, count - 1).flatMap((rest) => items.map((one) => [...rest, one]))

/** g_L of one image, for every draw of the noise. */
const estimates = (ofImage: readonly Vector[], samples: number): number[][] =>
  choices(ofImage, samples).map(average)
/** g of a step, for every minibatch and every draw. */
const steps = ({ h }: World, images: number, samples: number): number[][] =>
  choices(
    h.flatMap((ofImage) => estimates(ofImage, samples)),
    images,
  ).map(average)

const ofImages = ({ h }: World): number => trace(h.map(average))
const ofNoise = ({ h }: World): number => mean(h.map(trace))
const together = (world: World, images: number, samples: number): number =>
  (ofImages(world) + ofNoise(world) / samples) / images

const timesVariance = (world: World, samples: number): number => {
  const [encoder, decoder] = world.costs
  return (encoder + samples * decoder) * (ofImages(world) + ofNoise(world) / samples)
}

checkLines(monteCarlo, worlds, {
  average: { of: 'edc52d56', defines: 'the average of L draws' },
  unbiased: {
    of: '590ec97d',
    equal: ({ h }) => ({ mean: [h.flatMap((one) => average(estimates(one, L))), h.flatMap(average)] }),
  },
  variance: {
    of: '440f6786',
    equal: ({ h }) => ({
      variance: [h.map((one) => trace(estimates(one, L))), h.map((one) => trace(one) / L)],
    }),
  },
  minibatch: {
    of: '6b6477cc',
    equal: (world) => ({
      meanOfStep: [average(steps(world, B, L)), average(world.h.map(average))],
    }),
  },
  'two-sources': {
    of: '9e2914a9',
    equal: (world) => ({
      oneImage: [
        trace(world.h.flatMap((one) => estimates(one, L))),
        trace(world.h.map((one) => average(estimates(one, L)))) +
          mean(world.h.map((one) => trace(estimates(one, L)))),
        ofImages(world) + ofNoise(world) / L,
      ],
    }),
  },
  together: {
    of: 'e5a18afb',
    equal: (world) => {
      const { h } = world
      const unlike = choices([0, 1, 2], B).filter(([a, b]) => a !== b)
      const withoutBack = unlike.flatMap(([a, b]) =>
        estimates(h[a!]!, L).flatMap((one) => estimates(h[b!]!, L).map((other) => average([one, other]))),
      )
      return {
        together: [trace(steps(world, B, L)), together(world, B, L)],
        withoutBack: [
          trace(withoutBack),
          (ofImages(world) * ((IMAGES - B) / (IMAGES - 1)) + ofNoise(world) / L) / B,
        ],
      }
    },
  },
  budget: {
    of: 'e3885f66',
    equal: (world) => ({
      together: [(L * ofImages(world) + ofNoise(world)) / (B * L)],
      oneDrawOnly: [trace(steps(world, 2, 1)), (ofImages(world) + ofNoise(world)) / 2],
    }),
    // Two images with a draw each against one with two, for the same two decoder passes.
    atMost: (world) => [[trace(steps(world, 2, 1)), trace(steps(world, 1, 2))]],
  },
  cost: {
    of: '9f25df2b',
    equal: (world) => {
      const [encoder, decoder] = world.costs
      const [vx, ve] = [ofImages(world), ofNoise(world)]
      return {
        timesVariance: [
          B * (encoder + L * decoder) * trace(steps(world, B, L)),
          timesVariance(world, L),
          encoder * vx + decoder * ve + L * decoder * vx + (encoder * ve) / L,
        ],
      }
    },
  },
  'best-l': {
    of: '0d9ef237',
    equal: (world) => {
      const [encoder, decoder] = world.costs
      const best = Math.sqrt((encoder / decoder) * (ofNoise(world) / ofImages(world)))
      const equalCosts = { ...world, costs: [1, 1] as const }
      return {
        slopeAtBest: [slope((samples) => timesVariance(world, samples), best, best * 0.02), 0],
        secondDrawPays: [
          Math.sign(timesVariance(equalCosts, 1) - timesVariance(equalCosts, 2)),
          Math.sign(ofNoise(world) - 2 * ofImages(world)),
        ],
      }
    },
  },
  'flat-minimum': {
    of: 'd6a4a335',
    equal: (world) => {
      const equalCosts = { ...world, costs: [1, 1] as const }
      const r = ofNoise(world) / ofImages(world)
      const loss = (ratio: number) => (2 * (1 + ratio)) / (1 + Math.sqrt(ratio)) ** 2
      return {
        loss: [timesVariance(equalCosts, 1) / timesVariance(equalCosts, Math.sqrt(r)), loss(r)],
        noLoss: [loss(1), 1],
        // The figures of the words: the best L, the ratio, and the loss in per cent.
        told: [
          [Math.sqrt(1100 / 250), 1100 / 250, 100 * (loss(4.4) - 1)].map((value) =>
            Number(value.toPrecision(2)),
          ),
          [2.1, 4.4, 13],
        ],
      }
    },
    atMost: () => [1e-3, 0.3, 4.4, 100, 1e6].map((r) => [2 * (1 + r), 2 * (1 + Math.sqrt(r)) ** 2] as const),
  },
  measured: { of: '95c9fb8f', defines: 'the measured variances' },
})
