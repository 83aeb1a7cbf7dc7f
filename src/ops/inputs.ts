/** The inputs of a step: its noise and its targets, by the fastest implementation available (table.ts). */
import { ops } from './table.ts'
import type { Ops } from './types.ts'

export const normalNoise: Ops['normalNoise'] = (...args) => ops().normalNoise(...args)
export const imageTargets: Ops['imageTargets'] = (...args) => ops().imageTargets(...args)
