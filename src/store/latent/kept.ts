/** The results about the latent space that are kept fresh, and their places in the state. */
import { latentStatistics } from '../../math/latent-statistics.ts'
import {
  CODEBOOK_RULE,
  DECODED_RULE,
  ENCODINGS_RULE,
  INSPECTION_RULE,
  SHEET_RULE,
} from '../../schedule/rules.ts'
import { inspectBoth, stillShown } from './images.ts'
import { ONCE, createKeeper } from '../keeper.ts'
import { decodePoints, presentForm } from './form.ts'
import { hasCodebook, planSheet, sheetPoints } from './sheet.ts'
import type { LatentContext } from './context.ts'

/** Number of test images shown, offered for choice, and encoded. */
export const ENCODED_IMAGES = ENCODINGS_RULE.atRest
/** What the statistics of Gaussians and straight lines say has no meaning for bits and classes. */
export const isDiscrete = (core: LatentContext['core']): boolean => presentForm(core.get()).values !== null

/** The image at the sliders' point: always kept fresh. */
export const keepDecoded = ({ core, show }: LatentContext) =>
  createKeeper(core, {
    rule: DECODED_RULE,
    isWanted: () => true,
    async load() {
      const { point } = core.get().latent
      return { image: await decodePoints(core, point), point }
    },
    keep: (decoded) => show({ decoded }),
  })

/** Once per data set, since they do not depend on the weights. */
export const keepTestImages = ({ core, show }: LatentContext, isNeeded: () => boolean) =>
  createKeeper(core, {
    rule: ONCE,
    isWanted: () => isNeeded() && core.get().latent.testImages === null,
    load: () => core.engine.testImages(ENCODED_IMAGES),
    keep: (testImages) => show({ testImages }),
  })

export const keepEncodings = ({ core, show, isWatched, onEncodings }: LatentContext) =>
  createKeeper(core, {
    rule: ENCODINGS_RULE,
    isWanted: () => isWatched('encodings'),
    load: (signal, images) => core.engine.encodings(images, signal),
    keep(encodings) {
      const { mean, spread, latent } = encodings
      show({ encodings, statistics: isDiscrete(core) ? null : latentStatistics(mean, spread, latent) })
      onEncodings()
    },
  })

/** Only of as many states as the page shows. */
export const keepCodebook = ({ core, show, isWatched }: LatentContext) =>
  createKeeper(core, {
    rule: CODEBOOK_RULE,
    isWanted: () => isWatched('codebook') && hasCodebook(presentForm(core.get())),
    load: (signal, images) => core.engine.codebook(images, signal),
    keep: (codebook) => show({ codebook }),
  })

export const keepSheet = ({ core, show, isWatched }: LatentContext) =>
  createKeeper(core, {
    rule: SHEET_RULE,
    isWanted: () => isWatched('sheet'),
    async load() {
      const { order, point } = core.get().latent
      const plan = planSheet(order, presentForm(core.get()))
      return { ...plan, images: await decodePoints(core, sheetPoints(plan, point)) }
    },
    keep: (sheet) => show({ sheet }),
  })

export const keepInspections = ({ core, show, isWatched, onInspected }: LatentContext) =>
  createKeeper(core, {
    rule: INSPECTION_RULE,
    isWanted() {
      const { chosen, partner } = core.get().latent
      return isWatched('inspection') && (chosen ?? partner) !== null
    },
    load: () => inspectBoth(core),
    keep(inspected) {
      show(stillShown(core.get().latent, inspected))
      onInspected()
    },
  })

/** Loaded after inspections: by itself it would decode old means with new weights. */
export const keepLine = ({ core, show, isWatched }: LatentContext) =>
  createKeeper(core, {
    rule: ONCE,
    isWanted() {
      const { inspection, partnerInspection } = core.get().latent
      return isWatched('line') && !isDiscrete(core) && inspection !== null && partnerInspection !== null
    },
    load() {
      const { inspection, partnerInspection } = core.get().latent
      return decodePoints(core, linePoints(inspection!.mean, partnerInspection!.mean))
    },
    keep: (line) => show({ line }),
  })

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
