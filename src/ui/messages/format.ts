/**
 * Numbers as a person reads them, in one language. A true minus sign, so that columns of figures line up; none before what is
 * rounded to zero. What spans decades may be infinite, as the upper end of an interval, or not a number, where what was measured was not one: "∞", "–".
 * No number can break across lines: where it has a space within, that is a no-break one.
 */
export interface Format {
  /** 1,200 */
  integer(value: number): string
  /** As many decimals as asked for. */
  fixed(value: number, decimals: number): string
  /** Up to three significant digits, for values of any size: 0.003, 1.5, 100. */
  short(value: number): string
  /** Two significant digits and a power of ten, for what spans decades: 2.1 × 10⁻³. */
  scientific(value: number): string
  /** The power of ten that `value` is: 10⁻³. */
  power(value: number): string
  /** How many times as large: three digits from 100 on, else two. 1,240, 37, 4.2, 0.04; 1.6 × 10⁹ from a million on. */
  times(value: number): string
  /** From one such number to another; a power of ten stands once: 0.79 – 1.1 × 10⁶. */
  timesBetween(lo: number, hi: number): string
  percent(share: number): string
  megabytes(bytes: number): string
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const raised = (exponent: number): string =>
  (exponent < 0 ? '⁻' : '') + [...String(Math.abs(exponent))].map((digit) => RAISED[Number(digit)]).join('')

/** A text in which no line breaks at a space: one figure, with what belongs to it. */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0')

/** Before an exponent, too: a browser may break a line after a hyphen. */
const trueMinus = (text: string) => text.replaceAll('-', '−')

/** What is not finite has no digits. */
function withoutDigits(value: number): string | null {
  if (Number.isFinite(value)) return null
  return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '−∞'
}

function scientific(value: number): string {
  const sign = value === 0 ? '0' : withoutDigits(value)
  if (sign) return sign
  const [digits, exponent] = value.toExponential(1).split('e') as [string, string?]
  return trueMinus(exponent === undefined ? digits : unbroken(`${digits} × 10${raised(Number(exponent))}`))
}

const hasPower = (value: number): boolean => value >= 1e6 || value < 1e-3

/** In units of the power of ten that `hi` is written with, where that leaves digits to read; else null. */
function inUnitsOf(hi: number, lo: number): string | null {
  const unit = 10 ** Number(hi.toExponential(1).split('e')[1])
  return hasPower(hi) && lo / unit >= 1e-3 ? (lo / unit).toPrecision(2) : null
}

/** As near to one as two digits tell: “1.0 times” is no way to say it. */
export const isAboutOne = (ratio: number): boolean => ratio >= 0.95 && ratio < 1.05

export function createFormat(locale: string): Format {
  const formatOf = (options: Intl.NumberFormatOptions) => {
    const own = new Intl.NumberFormat(locale, { ...options, signDisplay: 'negative' })
    return (value: number) => trueMinus(own.format(value))
  }
  const integer = formatOf({ maximumFractionDigits: 0 })
  const shorts = formatOf({ maximumSignificantDigits: 3 })
  const percent = formatOf({ style: 'percent' })
  const pairs = formatOf({ maximumSignificantDigits: 2 })
  const fixed = new Map<number, (value: number) => string>()

  const withDecimals = (decimals: number) => {
    const known = fixed.get(decimals)
    if (known) return known
    const made = formatOf({ minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    fixed.set(decimals, made)
    return made
  }
  const times = (value: number): string => {
    if (hasPower(value) || Number.isNaN(value)) return scientific(value)
    return (value >= 99.5 ? shorts : pairs)(value)
  }
  return {
    integer,
    fixed: (value, decimals) => withDecimals(decimals)(value),
    short: (value) =>
      value !== 0 && Math.abs(value) < 1e-3
        ? trueMinus(value.toExponential(2).replace(/\.?0+e/, 'e'))
        : shorts(value),
    scientific,
    power: (value) => `10${raised(Math.round(Math.log10(value)))}`,
    times,
    timesBetween: (lo, hi) => `${inUnitsOf(hi, lo) ?? times(lo)} – ${times(hi)}`,
    percent,
    megabytes: (bytes) => withDecimals(1)(bytes / 1e6),
  }
}
