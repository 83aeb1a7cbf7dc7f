/** Moved: the types are told.ts, the texts en/. */
export type { Params, Told } from './told.ts'
