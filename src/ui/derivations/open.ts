/** Opens a derivation: the reader goes to it, and a phone turns to its panel. */
import type { Lab } from '../../store/lab.ts'

export function openDerivation(lab: Pick<Lab, 'guide' | 'views'>, lesson: string): void {
  lab.guide.choose({ lesson })
  lab.views.open('derivations')
}
