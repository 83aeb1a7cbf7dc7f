/** How many images stand side by side: as layout.css leaves room for them. 96 of them either way. */
import { useSyncExternalStore } from 'react'
import { mediaQuery } from '../media.ts'
import type { Sheet } from './paint.ts'

const BELOW_THE_ELBO: Sheet = { columns: 16, rows: 6 }
const ALONE: Sheet = { columns: 12, rows: 8 }

const wide = mediaQuery('(min-width: 1200px)')

export const useSheet = (): Sheet =>
  useSyncExternalStore(wide.subscribe, () => (wide.matches() ? BELOW_THE_ELBO : ALONE))
