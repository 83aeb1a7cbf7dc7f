/** In place of a view that has no meaning for the model's latents: why, and which view shows what there is. */
import { t } from '../messages/index.ts'

interface Props {
  readonly view: 'map' | 'between' | 'compare'
}

export const NoMeaning = ({ view }: Props) => (
  <div className="no-meaning">
    <p className="empty-title">{t('codeNoViewTitle', { view })}</p>
    <p className="soft">{t('codeNoViewText', { view })}</p>
  </div>
)
