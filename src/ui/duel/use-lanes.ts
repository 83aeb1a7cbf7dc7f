/** The lanes beside the first, for what is drawn of them. */
import { useMemo } from 'react'
import type { EstimatorId } from '../../protocol/estimators.ts'
import type { RecordedRun } from '../../store/history.ts'
import { lanesOf } from '../../store/lanes/curves.ts'
import { useLabState } from '../lab-context.tsx'

/** Those that have curves in this run; another list only if it says something else. */
export function useDrawnLanes(run: RecordedRun): readonly { lane: number; estimator: EstimatorId }[] {
  const known = lanesOf(run)
    .map(({ lane }) => lane)
    .join(' ')
  const wanted = useLabState(
    ({ lanes, settings }) =>
      lanes.map(({ lane, live }) => `${lane} ${live.estimator}`).join(',') + `|${settings.estimator}`,
  )
  return useMemo(() => {
    const [lanes = '', first] = wanted.split('|')
    const estimators = new Map(lanes.split(',').map((one) => one.split(' ') as [string, EstimatorId]))
    return known
      .split(' ')
      .filter(Boolean)
      .map((lane) => ({
        lane: Number(lane),
        estimator: estimators.get(lane) ?? (first as EstimatorId),
      }))
  }, [known, wanted])
}
