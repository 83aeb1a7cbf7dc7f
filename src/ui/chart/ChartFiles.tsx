import { t } from '../messages/index.ts'

/** What can be taken away of a chart. */
export const ChartFiles = ({ onSave }: { onSave: (kind: 'csv' | 'png') => void }) => (
  <div className="chart-files">
    <button type="button" className="quiet" title={t('csvHint')} onClick={() => onSave('csv')}>
      {t('csv')}
    </button>
    <button type="button" className="quiet" title={t('pngHint')} onClick={() => onSave('png')}>
      {t('png')}
    </button>
  </div>
)
