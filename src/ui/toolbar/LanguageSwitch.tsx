/**
 * "EN / 中文": one button to and fro, which whoever cannot read the page in one language finds in the other. Its parts
 * are written in their own language; on a phone only the one that it leads to is shown.
 */
import { Toolbar } from 'radix-ui'
import { LANGUAGES, type Language } from '../../derivations/derivation.ts'
import { setLanguage, useLanguage } from '../language.ts'
import { useLab } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

const SHORT: Readonly<Record<Language, string>> = { en: 'EN', 'zh-CN': '中文' }

export function LanguageSwitch() {
  const lab = useLab()
  const language = useLanguage()
  const [first, second] = LANGUAGES
  const other = language === first ? second : first
  const part = (one: Language) => (
    <span lang={one} data-current={one === language || undefined}>
      {SHORT[one]}
    </span>
  )
  async function change() {
    await setLanguage(other)
    lab.announce('language')
  }
  return (
    <Toolbar.Button
      className="quiet language"
      title={t('languageSwitch')}
      aria-description={t('languageSwitch')}
      onClick={() => void change()}
    >
      {part(first)}
      <span className="language-between"> / </span>
      {part(second)}
    </Toolbar.Button>
  )
}
