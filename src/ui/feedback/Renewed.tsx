/** Offers a reload where one would bring something. It never comes by itself. */
import { useServices } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { useObservable } from '../use-observable.ts'

export function Renewed() {
  const { renewal } = useServices()
  const news = useObservable(renewal)
  return (
    <div role="status">
      {news && (
        <div className="message renewed">
          <p className="message-what">{t('renewal', { news })}</p>
          <button type="button" className="quiet" title={t('reloadHint')} onClick={renewal.reload}>
            {t('reload')}
          </button>
          <button type="button" className="quiet" aria-label={t('dismiss')} onClick={renewal.dismiss}>
            ✕
          </button>
        </div>
      )}
    </div>
  )
}
