/** The images a person looks at, and what the model makes of them. */
import type { Chosen, Inspection } from '../../protocol/latent.ts'
import type { Core } from '../core.ts'
import type { Surface } from './surface.ts'
import { told } from './point.ts'
import type { LatentState } from './state.ts'

/** How many draws of q(z|x) are decoded. */
export const INSPECTION_DRAWS = 8

const inspect = (core: Core, image: Chosen) => core.engine.inspect(image, INSPECTION_DRAWS)

type Inspected = Pick<LatentState, 'chosen' | 'inspection' | 'partner' | 'partnerInspection'>

/** Both images anew, at the present weights. */
export async function inspectBoth(core: Core): Promise<Inspected> {
  const { chosen, partner } = core.get().latent
  const inspection = chosen && (await inspect(core, chosen))
  const partnerInspection = partner && (await inspect(core, partner))
  return { chosen, partner, inspection, partnerInspection }
}

/** Of what was inspected, that which is still looked at. */
export const stillShown = (latent: LatentState, inspected: Inspected): Partial<LatentState> => ({
  ...(inspected.chosen === latent.chosen && { inspection: inspected.inspection }),
  ...(inspected.partner === latent.partner && { partnerInspection: inspected.partnerInspection }),
})

/** Which image it is, as an announcement's parameters; a person's own has neither number nor class. */
function named({ testImages }: LatentState, chosen: Chosen): Readonly<Record<string, number>> {
  if (!('test' in chosen)) return {}
  const label = testImages?.labels?.[chosen.test]
  return { image: chosen.test + 1, ...(label !== undefined && { label }) }
}

/** While a digit is drawn, each line of it is another image: to go back is to go back to before the drawing. */
const DRAWING = 'drawing'

type MoveTo = (point: readonly number[], gesture: string | null) => void

export function createImages({ core, show, onInspected }: Surface, moveTo: MoveTo) {
  const newest = { chosen: 0, partner: 0 }

  /** What the model makes of the image; null if that failed, or nobody waits for it any more. */
  async function look(end: 'chosen' | 'partner', image: Chosen): Promise<Inspection | null> {
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
    async choose(chosen: Chosen): Promise<void> {
      const inspection = await look('chosen', chosen)
      if (!inspection) return
      show({ chosen, inspection, exact: null })
      moveTo([...inspection.mean], 'pixels' in chosen ? DRAWING : null)
      onInspected()
      if ('pixels' in chosen) return
      core.announce('chosen', { ...named(core.get().latent, chosen), ...told(core.get().latent.point) })
    },
    async choosePartner(partner: Chosen): Promise<void> {
      const partnerInspection = await look('partner', partner)
      if (!partnerInspection) return
      show({ partner, partnerInspection })
      onInspected()
    },
  }
}
