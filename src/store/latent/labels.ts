/** The classes of the chosen test images, from the `labels` of all; null if there are none. */
export const labelsAt = (labels: Uint8Array | null, indices: Uint32Array): Uint8Array | null =>
  labels && Uint8Array.from(indices, (image) => labels[image]!)
