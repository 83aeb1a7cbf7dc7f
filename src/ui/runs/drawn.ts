/** The runs beside the present one that are drawn, for what is drawn of them. */
import { useMemo } from 'react'
import type { History, RecordedRun, RunLook } from '../../store/history.ts'
import { useLabState } from '../lab-context.tsx'

/** A run without what it measured. */
export type RunLabel = Pick<RecordedRun, 'id' | 'number' | 'colour' | keyof RunLook>

/** What is drawn: the present run first. */
export const drawnRuns = ({ current, earlier }: History): readonly RecordedRun[] => [
  current,
  ...earlier.filter(({ isHidden }) => !isHidden),
]

const labelOf = ({ id, number, colour, name, isHidden, isPinned }: RecordedRun): RunLabel => ({
  id,
  number,
  colour,
  ...(name && { name }),
  ...(isHidden && { isHidden }),
  ...(isPinned && { isPinned }),
})

const said = (runs: readonly RecordedRun[]): string => JSON.stringify(runs.map(labelOf))

/** Beside the present one; another list only if it says something else: a chart is made anew with it. */
export function useDrawnRuns(history: History): readonly RunLabel[] {
  const labels = said(drawnRuns(history).slice(1))
  return useMemo(() => JSON.parse(labels) as RunLabel[], [labels])
}

/** All of this visit, the present one first; what a person chooses of them is there at once. */
export function useRunLabels(): readonly RunLabel[] {
  const labels = useLabState(({ history }) => said([history.current, ...history.earlier]))
  return useMemo(() => JSON.parse(labels) as RunLabel[], [labels])
}
