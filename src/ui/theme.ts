/**
 * Light or dark: as the system, unless a person chose. Kept in the browser's storage where there is one; index.html
 * applies it before the first paint.
 */
import { useSyncExternalStore } from 'react'
import { createEmitter } from '../protocol/emitter.ts'
import { mediaQuery } from './media.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'elbo-lab:theme'
const isTheme = (value: unknown): value is Theme => THEMES.includes(value as Theme)

const { emit, subscribe } = createEmitter()
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

let theme = load()

const isSystems = () => theme === 'system' || systemColours.matches()
const isDark = () => (isSystems() ? systemIsDark.matches() : theme === 'dark')

function apply(): void {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light'
  emit()
}

systemIsDark.subscribe(apply)
systemColours.subscribe(apply)
apply()

export function setTheme(next: Theme): void {
  theme = next
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // it holds until the page is left
  }
  apply()
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, () => theme)
/** Whether colours are forced. */
export const useIsForced = (): boolean => useSyncExternalStore(subscribe, systemColours.matches)
export const useIsDark = (): boolean => useSyncExternalStore(subscribe, isDark)
