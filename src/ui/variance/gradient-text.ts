import { format } from '../messages/index.ts'

/** Gradients may be of any size: plain numbers where these are short, else a power of ten. */
export const gradientText = (value: number): string =>
  value !== 0 && (Math.abs(value) < 0.01 || Math.abs(value) >= 1e5)
    ? format.scientific(value)
    : format.short(value)
