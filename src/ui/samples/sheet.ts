/** The shape of the sheet of samples: 96 images, as layout.css leaves room for them. */
import type { Sheet } from './paint.ts'

export const SHEET: Sheet = { columns: 12, rows: 8 }
