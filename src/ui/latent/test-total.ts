import { useLabState } from '../lab-context.tsx'

/** How many images the test set has. */
export const useTestTotal = (): number => useLabState((state) => state.opened?.dataset.testImages ?? 0)
