/** The figures that steps name. */
import type { ReactNode } from 'react'
import type { FigureId } from '../../../derivations/derivation.ts'
import { BayesRule } from './BayesRule.tsx'
import { Plate } from './Plate.tsx'

const FIGURES: Readonly<Record<FigureId, () => ReactNode>> = { plate: Plate, bayes: BayesRule }

export function Figure({ id }: { id: FigureId }) {
  const Drawn = FIGURES[id]
  return <Drawn />
}
