/** What the encoder misses on average, over the steps: measured now and then while this view is open. */
import { useMemo } from 'react'
import { gapChart } from '../../../charts/latent/posterior-gaps.ts'
import { Age, Aged } from '../../aged/Aged.tsx'
import { ChartFigure } from '../../chart/ChartFigure.tsx'
import { useLabState } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { usePalette } from '../../palette.ts'
import { useNeed } from '../seen.ts'
import { useTestTotal } from '../test-total.ts'
import { gapCsv } from './csv.ts'
import { gapFrame } from './frames.ts'

const NO_MARKS = [] as const
/** So that the last step's label has room. */
const MARGIN = 1.04

export function GapOverSteps() {
  useNeed('gaps')
  const gaps = useLabState((state) => state.latent.gaps)
  const colour = usePalette()
  const frame = useMemo(() => gapFrame(colour), [colour])
  const chart = useMemo(() => gapChart(gaps), [gaps])
  const content = useMemo(() => {
    const last = chart.aligned.xs.at(-1) ?? 0
    return { ...chart, x: [0, Math.max(1, MARGIN * last)] as const, marks: NO_MARKS }
  }, [chart])
  const newest = gaps.at(-1)
  const total = useTestTotal()
  return (
    <div className="gaps">
      <p className="gaps-title">{t('gapTitle')}</p>
      <ChartFigure
        frame={frame}
        content={content}
        label={t('gapLabel')}
        name="posterior-gap"
        csv={() => gapCsv(gaps)}
        step={newest?.step ?? null}
        empty={chart.range ? undefined : <p className="soft">{t('gapEmpty')}</p>}
      >
        <Aged className="exact-small soft" step={newest?.step}>
          {newest && t('gapCaption', { images: newest.images, total })} <Age />
        </Aged>
      </ChartFigure>
    </div>
  )
}
