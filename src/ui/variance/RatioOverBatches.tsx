/** The ratio over several batches of images: the interval of one batch says nothing of others. */
import { useMemo } from 'react'
import { overBatches } from '../../charts/variance/batches.ts'
import { PROBE_IMAGES } from '../../protocol/variance.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { MeasureVariance } from './MeasureVariance.tsx'

const WANTED = 5

/** As many as the training images fill; of fewer images than one takes, it has all. */
function useBatches() {
  const images = useLabState(({ opened }) => opened?.dataset.trainImages ?? PROBE_IMAGES)
  return {
    batches: Math.min(WANTED, Math.floor(images / PROBE_IMAGES)),
    images: Math.min(images, PROBE_IMAGES),
  }
}

export function RatioOverBatches() {
  const lab = useLab()
  const reports = useLabState((state) => state.varianceViews.batches)
  const training = useLabState((state) => state.settings.estimator)
  const found = useMemo(() => overBatches(reports ?? [], training), [reports, training])
  const { batches, images } = useBatches()
  return (
    <div className="batches">
      <Aged as="p" className="figures-note soft" step={found?.step}>
        {found ? t('batchesFound', found) : t('batchesOne', { images })} <Age />
      </Aged>
      {batches > 1 && (
        <MeasureVariance
          what="batches"
          label={found ? t('measureAgain') : t('measureBatches', { batches })}
          onStart={() => void lab.measureBatches(batches)}
          isQuiet
        />
      )}
    </div>
  )
}
