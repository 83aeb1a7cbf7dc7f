/** Formulas of a step as programs: what their owners build them with. */
import type { Formulas } from '../types.ts'
import type { RunProgram } from './program.ts'

/** The formulas of one owner, built for a backend. */
export type WebGlFormulas = (run: RunProgram) => Formulas
