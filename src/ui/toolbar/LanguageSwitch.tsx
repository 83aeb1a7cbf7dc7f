/** "EN / 中文": whoever cannot read the page in one finds the other. Both parts are written in their own language. */
import { Toolbar } from 'radix-ui'
import { LANGUAGES, type Language } from '../../derivations/derivation.ts'
import { setLanguage, useLanguage } from '../language.ts'
import { useLab } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

/** How a language is called in itself, and what of it is shown. */
const NAMES: Readonly<Record<Language, { readonly name: string; readonly short: string }>> = {
  en: { name: 'English', short: 'EN' },
  'zh-CN': { name: '中文', short: '中文' },
}

export function LanguageSwitch() {
  const lab = useLab()
  const language = useLanguage()
  const choose = async (next: string) => {
    // Empty where the one in force was pressed.
    if (!next) return
    await setLanguage(next as Language)
    lab.announce('language')
  }
  return (
    <Toolbar.ToggleGroup
      type="single"
      className="languages"
      aria-label={t('language')}
      value={language}
      onValueChange={(next) => void choose(next)}
    >
      {LANGUAGES.map((one) => (
        <Toolbar.ToggleItem
          key={one}
          className="language"
          value={one}
          lang={one}
          aria-label={NAMES[one].name}
          title={NAMES[one].name}
        >
          {NAMES[one].short}
        </Toolbar.ToggleItem>
      ))}
    </Toolbar.ToggleGroup>
  )
}
