/** Gradients may be of any size: plain numbers where these are short, else a power of ten. */
import { format } from '../messages/index.ts'

const isPlain = (value: number): boolean => value === 0 || (Math.abs(value) >= 0.01 && Math.abs(value) < 1e5)

export const gradientText = (value: number): string =>
  isPlain(value) ? format.short(value) : format.scientific(value)

/** A value and its standard error: the error with two digits, the value with as many decimals. */
export function withError(value: number, error: number): { readonly value: string; readonly error: string } {
  if (!(error >= 1e-4 && error < 1e5)) return { value: gradientText(value), error: gradientText(error) }
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(error)))
  return { value: format.fixed(value, decimals), error: format.fixed(error, decimals) }
}
