/**
 * The language of the page: the one the address names, else the one a person chose before, else the first of the
 * browser's that there is. English is always there; another catalog is fetched when it is wanted. What is said in a
 * language: messages/. Who shows words draws them anew when `useLanguage` changes: App does, and with it all below it.
 */
import { LANGUAGES, type Language } from '../derivations/derivation.ts'
import { createObservable, type Observable } from '../events/observable.ts'
import { firstEn, type FirstCatalog } from './messages/en/first.ts'
import { messages, speak, t } from './messages/index.ts'
import { withDeadline, type Clock } from '../waiting/deadline.ts'
import { useObservable } from './use-observable.ts'

const KEY = 'elbo-lab:language'

const CATALOGS: Readonly<Record<Language, () => Promise<FirstCatalog>>> = {
  en: () => Promise.resolve(firstEn),
  'zh-CN': () => import('./messages/zh-CN/index.ts').then(({ zhCN }) => zhCN),
}

/** The language of the words that are there. */
const language = createObservable<Language>(messages.language)
/** What the address names; the page may still be on its way there. */
const named = createObservable<Language | null>(null)
/** Of several wishes that wait for their catalogs the newest wins. */
let newest: Language | null = null
/** Reported when a catalog could not be loaded: the page keeps its present language. */
let onMissing: () => void = () => {}

export const currentLanguage = language.get

const isLanguage = (value: unknown): value is Language => LANGUAGES.includes(value as Language)

/** The first of a browser's languages that there is, by its primary part: "zh-Hans-SG" is Chinese. */
export function preferredLanguage(tags: readonly string[]): Language {
  const primary = (tag: string) => tag.split('-')[0]?.toLowerCase()
  const found = tags.map((tag) => LANGUAGES.find((language) => primary(language) === primary(tag)))
  return found.find((language) => language !== undefined) ?? 'en'
}

function stored(): Language | null {
  try {
    const value = localStorage.getItem(KEY)
    return isLanguage(value) ? value : null
  } catch {
    return null // storage may be forbidden
  }
}

function store(chosen: Language): void {
  try {
    localStorage.setItem(KEY, chosen)
  } catch {
    // it holds until the page is left
  }
}

function apply(): void {
  document.documentElement.lang = messages.language
  document.title = t('title')
  document.querySelector('meta[name="description"]')?.setAttribute('content', t('description'))
  language.set(messages.language)
}

async function load(wanted: Language, onLoaded: () => void = () => {}): Promise<void> {
  newest = wanted
  const catalog = await CATALOGS[wanted]().catch(() => null)
  if (newest !== wanted) return
  if (!catalog) return onMissing()
  onLoaded()
  speak(catalog)
  apply()
}

/** A page without its words is worth nothing; in English it is, until they come. */
const BEGIN_MS = 10_000
const tooLate = () => new Error('the words are still on their way')

/** Before the first render; resolves when the page can be drawn. */
export function beginLanguage(
  inAddress: Language | null,
  whenMissing: () => void,
  clock?: Clock,
): Promise<void> {
  named.set(inAddress)
  onMissing = whenMissing
  const loaded = load(inAddress ?? stored() ?? preferredLanguage(navigator.languages))
  return withDeadline(loaded, BEGIN_MS, tooLate, { clock }).catch(() => undefined)
}

/** As a person chose: it is kept in the browser's storage, and the address names it. */
export const setLanguage = (chosen: Language): Promise<void> =>
  load(chosen, () => {
    store(chosen)
    named.set(chosen)
  })

/** For the address bar. Where it names no language any more, the page goes on in the one it has. */
export const namedLanguage: Observable<Language | null> = {
  ...named,
  set(next) {
    named.set(next)
    if (next) void load(next)
  },
}

export const useLanguage = (): Language => useObservable(language)
