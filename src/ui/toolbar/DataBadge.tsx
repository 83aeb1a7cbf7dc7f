import { useLabState } from '../lab-context.tsx'
import { messages, t } from '../messages/index.ts'
import { Badge } from './Badge.tsx'

export function DataBadge() {
  const dataset = useLabState((state) => state.opened?.dataset)
  if (!dataset) return <span className="badge soft">{t('dataNone')}</span>
  const name = messages.datasets[dataset.name]
  const origin = messages.origins[dataset.origin]
  return (
    <Badge
      label={t('dataBadge', { name, origin })}
      more={
        <>
          <p>{t('sentence', { phrase: t('dataBadge', { name, origin }) })}</p>
          <p>
            {t('dataCounts', {
              train: dataset.trainImages,
              test: dataset.testImages,
              classes: dataset.classes ?? 0,
            })}
          </p>
          {dataset.name === 'procedural' && (
            <p>{t('sentence', { phrase: t('dataDrawn', { images: dataset.trainImages }) })}</p>
          )}
        </>
      }
    >
      <span className="only-heard" data-testid="dataset">
        {dataset.name}
      </span>
      <span>{name}</span>
      <span className="badge-detail"> · {origin}</span>
    </Badge>
  )
}
