/** Offers a reload where one would bring something. It never comes by itself. */
import { useSyncExternalStore } from 'react'
import { useServices } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

export function Renewed() {
  const { renewal } = useServices()
  const news = useSyncExternalStore(renewal.subscribe, renewal.get)
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
