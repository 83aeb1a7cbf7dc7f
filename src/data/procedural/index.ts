/** Handwritten-looking digits drawn from pen strokes, with their true factors. */
export { digitFactors, DigitPen, type StreamName } from './digits.ts'
export { fillDigits } from './fill.ts'
export { proceduralMarks } from './marks.ts'
export { generateDigits } from './generate.ts'
