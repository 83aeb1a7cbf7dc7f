/** The colours in force, for what is drawn on a canvas. */
import { useMemo } from 'react'
import type { Frame } from './chart/spec.ts'
import { useLanguage } from './language.ts'
import { useIsDark } from './theme.ts'

/** A colour by the name of its CSS variable. */
export type Palette = (name: string) => string

export const palette = (): Palette => {
  const style = getComputedStyle(document.documentElement)
  return (name) => style.getPropertyValue(`--${name}`).trim()
}

/** Another function when the theme or the language changes, and only then: what holds words is drawn anew with it. */
export function usePalette(): Palette {
  const isDark = useIsDark()
  const language = useLanguage()
  // The palette is read from the page, which these stand for: a language has its own typefaces.
  return useMemo(() => ({ isDark, language, of: palette() }), [isDark, language]).of
}

/** A colour that lets through what is behind it. */
export const translucent = (colour: string, share: number): string =>
  `${colour}${Math.round(share * 255)
    .toString(16)
    .padStart(2, '0')}`

/** What every chart's frame takes from the page. */
export const frameColours = (colour: Palette): Pick<Frame, 'ink' | 'soft' | 'line' | 'paper' | 'family'> => ({
  ink: colour('ink'),
  soft: colour('soft'),
  line: colour('line'),
  paper: colour('paper'),
  family: colour('family'),
})
