/**
 * Light or dark: as the system, unless a person chose. Kept in the browser's storage where there is one; index.html
 * applies it before the first paint.
 */
import { createObservable } from '../events/observable.ts'
import { mediaQuery } from './media.ts'
import { useObservable } from './use-observable.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'elbo-lab:theme'
const isTheme = (value: unknown): value is Theme => THEMES.includes(value as Theme)

const systemIsDark = mediaQuery('(prefers-color-scheme: dark)')
/** The system's own few colours take the place of the page's: whether they are dark is the system's to say. */
const systemColours = mediaQuery('(forced-colors: active)')

function load(): Theme {
  try {
    const stored = localStorage.getItem(KEY)
    return isTheme(stored) ? stored : 'system'
  } catch {
    return 'system' // storage may be forbidden
  }
}

const theme = createObservable(load())

const isSystems = () => theme.get() === 'system' || systemColours.get()
const darkNow = () => (isSystems() ? systemIsDark.get() : theme.get() === 'dark')
const isDark = createObservable(darkNow())

function apply(): void {
  document.documentElement.dataset.theme = darkNow() ? 'dark' : 'light'
  isDark.set(darkNow())
}

systemIsDark.subscribe(apply)
systemColours.subscribe(apply)
apply()

export function setTheme(next: Theme): void {
  theme.set(next)
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // it holds until the page is left
  }
  apply()
}

export const useTheme = (): Theme => useObservable(theme)
/** Whether colours are forced. */
export const useIsForced = (): boolean => useObservable(systemColours)
export const useIsDark = (): boolean => useObservable(isDark)
