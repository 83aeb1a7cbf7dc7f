/**
 * Some browsers take their language from an environment that names none ("C", "en_US"): then `navigator.language` is no
 * language tag, and whoever hands it on to Intl, as packages do, gets a RangeError.
 */

const isLegal = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** The tag itself, or the nearest that is one: "en_US.UTF-8" means en-US, and "C" means English. */
export function legalTag(tag: unknown): string {
  const text = typeof tag === 'string' ? tag : ''
  const mended = text.replace(/[.@].*$/, '').replaceAll('_', '-')
  return [text, mended].find((one) => one !== '' && isLegal(one)) ?? 'en-US'
}

/** Gives this page's navigator a language tag, where it has none. */
export function giveLegalLanguage(browser: Pick<Navigator, 'language'> = navigator): void {
  const { language } = browser
  const value = legalTag(language)
  if (value !== language) Object.defineProperty(browser, 'language', { value, configurable: true })
}
