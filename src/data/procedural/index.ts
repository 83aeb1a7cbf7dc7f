/** Handwritten-looking digits drawn from pen strokes, with their true factors. */
export { digitFactors, digitLabel, DigitPen, type StreamName } from './digits.ts'
export type { Factors } from './factors.ts'
export { fillDigits } from './fill.ts'
export { proceduralMarks } from './marks.ts'
export { generateDigits, type DrawnSplits, type GenerateOptions } from './generate.ts'
