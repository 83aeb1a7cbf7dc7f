/**
 * The words of the page in the language in force. What is imported from here is read at the time of a call: `messages`
 * and `format` are another catalog's as soon as `speak` has been called, so no module may keep what it got from them.
 * Which language is in force, and that the page is drawn anew when it changes: ui/language.ts.
 */
import type { Notice } from '../../protocol/errors.ts'
import { en, type Catalog } from './en/index.ts'
import type { Told } from './told.ts'

export type { Catalog }

export let messages: Catalog = en
export let { format } = messages

export function speak(catalog: Catalog): void {
  messages = catalog
  format = catalog.format
}

type Text = Catalog['text']
type TextKey = keyof Text
type Args<K extends TextKey> = Text[K] extends (params: infer P) => string ? [params: P] : []

/** A text of the page, with its parameters filled in. */
export function t<K extends TextKey>(key: K, ...args: Args<K>): string {
  const entry = messages.text[key] as string | ((params: unknown) => string)
  return typeof entry === 'string' ? entry : entry(args[0])
}

export function tellFault({ code, params }: Notice): Told {
  const teller = messages.faults[code] ?? messages.faults.unexpected
  return teller?.({ detail: code, ...params }) ?? { what: code }
}

export const tellAnnouncement = ({ code, params }: Notice): string =>
  messages.announcements[code]?.(params) ?? ''
