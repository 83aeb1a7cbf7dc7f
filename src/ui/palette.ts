/** The colours in force, for what is drawn on a canvas. */
import { useMemo } from 'react'
import { useLanguage } from './language.ts'
import { useIsDark, useIsForced } from './theme.ts'

/** A colour by the name of its CSS variable. */
export type Palette = (name: string) => string

export const palette = (): Palette => {
  const style = getComputedStyle(document.documentElement)
  return (name) => {
    const value = style.getPropertyValue(`--${name}`).trim()
    return isKeyword(value) ? inNumbers(value) : value
  }
}

/** "CanvasText": one of the system's own, where colours are forced. */
const isKeyword = (value: string): boolean => /^[a-z]+$/i.test(value)

/** As the others are written, since they are also taken apart. */
function inNumbers(keyword: string): string {
  const probe = document.createElement('i')
  probe.style.color = keyword
  document.body.append(probe)
  const channels = getComputedStyle(probe).color.match(/\d+/g) ?? []
  probe.remove()
  return `#${channels
    .slice(0, 3)
    .map((channel) => Number(channel).toString(16).padStart(2, '0'))
    .join('')}`
}

/** Another function when the theme or the language changes, and only then: what holds words is drawn anew with it. */
export function usePalette(): Palette {
  const isDark = useIsDark()
  const isForced = useIsForced()
  const language = useLanguage()
  // The palette is read from the page, which these stand for: a language has its own typefaces.
  return useMemo(() => ({ isDark, isForced, language, of: palette() }), [isDark, isForced, language]).of
}
