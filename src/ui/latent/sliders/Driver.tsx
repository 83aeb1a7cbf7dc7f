/** Always in sight: the image that the sliders decode, the sliders (or the switches and pickers of a code), and where they can be sent. */
import { Age, Aged } from '../../aged/Aged.tsx'
import { Worded } from '../../glossary/Explained.tsx'
import { useLab, useLabState } from '../../lab-context.tsx'
import { t } from '../../messages/index.ts'
import type { LatentForm } from '../../../protocol/codes.ts'
import { useForm } from '../form.ts'
import { CodeValues } from './CodeValues.tsx'
import { DecodedImage } from './DecodedImage.tsx'
import { Sliders } from './Sliders.tsx'

function Jumps({ form }: { form: LatentForm }) {
  const lab = useLab()
  const canUndo = useLabState((state) => state.latent.past.length > 0)
  const { origin, random, chooseAny, undo } = lab.latent
  const isCode = form.values !== null
  return (
    <div className="jumps">
      <button
        type="button"
        className="quiet"
        title={t(isCode ? 'codeZerosHint' : 'toOriginHint')}
        onClick={origin}
      >
        {t(isCode ? 'codeZeros' : 'toOrigin')}
      </button>
      <button
        type="button"
        className="quiet"
        title={t(isCode ? 'codeRandomHint' : 'toRandomHint')}
        onClick={random}
      >
        {t('toRandom')}
      </button>
      <button
        type="button"
        className="quiet"
        title={t(isCode ? 'codeAnyImageHint' : 'toAnyImageHint')}
        onClick={() => void chooseAny()}
      >
        {t('toAnyImage')}
      </button>
      <button
        type="button"
        className="quiet"
        title={t(isCode ? 'codeUndoHint' : 'undoMoveHint')}
        aria-disabled={!canUndo}
        onClick={undo}
      >
        {t('undoMove')}
      </button>
    </div>
  )
}

/** How many latents the model uses, by the newest codes: those of the sliders' order may be kept while a hand is on one. */
function Active() {
  const latents = useLabState((state) => state.latent.order.length)
  const active = useLabState((state) => state.latent.statistics?.active ?? null)
  const step = useLabState((state) => state.latent.encodings?.step)
  if (active === null || latents < 3) return null
  return (
    <Aged className="active-count soft" step={step}>
      <Worded text={t('activeCount', { active, latents })} /> <Age isQuiet isBrief />
    </Aged>
  )
}

export function Driver() {
  const form = useForm()
  return (
    <div className="driver">
      <DecodedImage />
      {form.values === null ? <Sliders /> : <CodeValues form={form} />}
      <div className="driver-foot">
        <Jumps form={form} />
        <Active />
      </div>
    </div>
  )
}
