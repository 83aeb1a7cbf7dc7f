/** One step of Adam for every parameter, by the fastest implementation available (table.ts). */
import { ops } from './table.ts'
import type { Ops } from './types.ts'

export const adamStep: Ops['adamStep'] = (...args) => ops().adamStep(...args)
