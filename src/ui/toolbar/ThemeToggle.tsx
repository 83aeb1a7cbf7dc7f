import { Toolbar } from 'radix-ui'
import { t } from '../messages/index.ts'
import { THEMES, setTheme, useTheme, type Theme } from '../theme.ts'

const next = (theme: Theme): Theme => THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] as Theme

/** Half a disc for the system's choice, an empty one for light, a full one for dark. */
const FILLS: Record<Theme, string> = {
  system: 'M8 3a5 5 0 0 1 0 10z',
  light: '',
  dark: 'M8 3a5 5 0 0 1 0 10a5 5 0 0 1 0 -10z',
}

export function ThemeToggle() {
  const theme = useTheme()
  const label = t('theme', { theme })
  return (
    <Toolbar.Button
      className="quiet theme"
      aria-label={label}
      title={label}
      onClick={() => setTheme(next(theme))}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden>
        <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" />
        <path d={FILLS[theme]} fill="currentColor" />
      </svg>
    </Toolbar.Button>
  )
}
