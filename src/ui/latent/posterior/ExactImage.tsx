/** The image whose posterior is shown, above its reconstruction. */
import type { ChosenImage } from '../../../protocol/latent.ts'
import { useLabState } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { imageName } from '../draw/PickImage.tsx'
import { Picture } from '../draw/Picture.tsx'

export function ExactImage({ chosen }: { chosen: ChosenImage | null }) {
  const images = useLabState((state) => state.latent.testImages)
  const inspection = useLabState((state) => state.latent.inspection)
  const what = imageName(chosen, images)
  return (
    <div className="exact-image">
      <Picture images={inspection?.original ?? null} label={t('exactImageAlt', { what })} />
      <Picture images={inspection?.reconstruction ?? null} label={t('reconstructionAlt', { what })} />
      <p className="soft">{what}</p>
    </div>
  )
}
