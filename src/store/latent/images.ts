/** The images chosen by the user, and the model's posteriors and reconstructions of them. */
import type { ChosenImage, Inspection } from '../../protocol/latent.ts'
import type { Core } from '../core.ts'
import type { LatentContext } from './context.ts'
import { toldAs } from './point.ts'
import type { LatentState } from './state.ts'

/** Number of decoded draws from q(z|x). */
export const INSPECTION_DRAWS = 8

const inspect = (core: Core, image: ChosenImage) => core.engine.inspect(image, INSPECTION_DRAWS)

type Inspected = Pick<LatentState, 'chosen' | 'inspection' | 'partner' | 'partnerInspection'>

/** Inspects both images again, at the present weights. */
export async function inspectBoth(core: Core): Promise<Inspected> {
  const { chosen, partner } = core.get().latent
  const inspection = chosen && (await inspect(core, chosen))
  const partnerInspection = partner && (await inspect(core, partner))
  return { chosen, partner, inspection, partnerInspection }
}

/** The inspected images that are still chosen. */
export const stillShown = (latent: LatentState, inspected: Inspected): Partial<LatentState> => ({
  ...(inspected.chosen === latent.chosen && { inspection: inspected.inspection }),
  ...(inspected.partner === latent.partner && { partnerInspection: inspected.partnerInspection }),
})

/** Describes the image, as parameters of an announcement; a user's own has neither index nor class. */
function named({ testImages }: LatentState, chosen: ChosenImage): Readonly<Record<string, number>> {
  if (!('test' in chosen)) return {}
  const label = testImages?.labels?.[chosen.test]
  return { image: chosen.test + 1, ...(label !== undefined && { label }) }
}

/** While a digit is drawn, each stroke is a new image: undo returns to before the drawing. */
const DRAWING = 'drawing'

type MoveTo = (point: readonly number[], gesture: string | null) => void

export function createChosenImages({ core, show, onInspected }: LatentContext, moveTo: MoveTo) {
  const newest = { chosen: 0, partner: 0 }

  /** Inspects the image; null if that failed, or the result is no longer needed. */
  async function look(end: 'chosen' | 'partner', image: ChosenImage): Promise<Inspection | null> {
    if (core.get().phase === 'none') return null
    const run = core.get().history.current.id
    const wish = ++newest[end]
    const isWanted = () => wish === newest[end] && core.get().history.current.id === run
    try {
      const inspection = await inspect(core, image)
      return isWanted() ? inspection : null
    } catch (thrown) {
      if (isWanted() && !core.get().opening) core.fail(thrown)
      return null
    }
  }

  return {
    async choose(chosen: ChosenImage): Promise<void> {
      const inspection = await look('chosen', chosen)
      if (!inspection) return
      show({ chosen, inspection, exact: null, ways: null })
      moveTo([...inspection.mode], 'pixels' in chosen ? DRAWING : null)
      onInspected()
      if ('pixels' in chosen) return
      const [code, at] = toldAs(core, 'chosen')
      core.announce(code, { ...named(core.get().latent, chosen), ...at })
    },
    async choosePartner(partner: ChosenImage): Promise<void> {
      const partnerInspection = await look('partner', partner)
      if (!partnerInspection) return
      show({ partner, partnerInspection })
      onInspected()
    },
  }
}
