/** The classes of chosen images of the test set, of which `labels` has all; null where none were given. */
export const labelsAt = (labels: Uint8Array | null, indices: Uint32Array): Uint8Array | null =>
  labels && Uint8Array.from(indices, (image) => labels[image]!)
