/** The independent noise streams of a run: seed, stream and step identify every random number in it. */
export const STREAMS = {
  initialValues: 1,
  shuffle: 2,
  binarize: 3,
  latentNoise: 4,
  prior: 5,
  testLatentNoise: 6,
  testBinarize: 7,
  probeBatch: 8,
  probeBinarize: 9,
  probeNoise: 10,
  posteriorDraws: 11,
  ownImageBinarize: 12,
  boundDraws: 13,
  testOrder: 14,
  probeBatchNoise: 15,
  testBoundNoise: 16,
} as const
