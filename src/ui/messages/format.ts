/** Numbers as a person reads them, in one language. A true minus sign, so that columns of figures line up. */
export interface Format {
  /** 1,200 */
  integer(value: number): string
  /** As many decimals as asked for. */
  fixed(value: number, decimals: number): string
  /** Up to three significant digits, for values of any size: 0.003, 1.5, 100. */
  short(value: number): string
  percent(share: number): string
  megabytes(bytes: number): string
}

const trueMinus = (text: string) => text.replace('-', '−')

export function createFormat(locale: string): Format {
  const integers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const shorts = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 })
  const percents = new Intl.NumberFormat(locale, { style: 'percent' })
  const fixed = new Map<number, Intl.NumberFormat>()

  const withDecimals = (decimals: number) => {
    const known = fixed.get(decimals)
    if (known) return known
    const made = new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    })
    fixed.set(decimals, made)
    return made
  }
  return {
    integer: (value) => trueMinus(integers.format(value)),
    fixed: (value, decimals) => trueMinus(withDecimals(decimals).format(value)),
    short: (value) =>
      value !== 0 && Math.abs(value) < 1e-3
        ? trueMinus(value.toExponential(2).replace(/\.?0+e/, 'e'))
        : trueMinus(shorts.format(value)),
    percent: (share) => percents.format(share),
    megabytes: (bytes) => withDecimals(1).format(bytes / 1e6),
  }
}
