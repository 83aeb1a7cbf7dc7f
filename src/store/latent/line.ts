/** The straight line between two images' posterior means, in equal steps, both ends included. Pure. */
export const LINE_IMAGES = 11

/** z of every image on the line [LINE_IMAGES, latent]. */
export function linePoints(from: ArrayLike<number>, to: ArrayLike<number>): Float32Array {
  const latent = from.length
  return Float32Array.from({ length: LINE_IMAGES * latent }, (_, i) => {
    const share = Math.floor(i / latent) / (LINE_IMAGES - 1)
    const [a, b] = [from[i % latent]!, to[i % latent]!]
    // Bit-exact at the ends, so that decoding them gives the reconstructions.
    return (1 - share) * a + share * b
  })
}
