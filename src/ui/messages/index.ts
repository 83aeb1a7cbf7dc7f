/**
 * The words of the page in the language in force. What is imported from here is read at the time of a call: `messages`
 * and `format` are another catalog's as soon as `speak` has been called, so no module may keep what it got from them.
 * Which language is in force, and that the page is drawn anew when it changes: ui/language.ts.
 */
import type { Notice } from '../../protocol/errors.ts'
import { firstEn, type FirstCatalog } from './en/first.ts'
import type { Told } from './told.ts'

export let messages: FirstCatalog = firstEn
export let { format } = messages

export function speak(catalog: FirstCatalog): void {
  messages = catalog
  format = catalog.format
}

type Text = FirstCatalog['text']

export type Args<Entry> = Entry extends (params: infer P) => string ? [params: P] : []

export function filled(entry: unknown, params: unknown): string {
  const text = entry as string | ((params: unknown) => string)
  return typeof text === 'string' ? text : text(params)
}

/** A text of the page, with its parameters filled in. Those of the parts that are fetched: of-parts.ts. */
export const t = <K extends keyof Text>(key: K, ...args: Args<Text[K]>): string =>
  filled(messages.text[key], args[0])

export function tellFault({ code, params }: Notice): Told {
  const teller = messages.faults[code] ?? messages.faults.unexpected
  return teller?.({ detail: code, ...params }) ?? { what: code }
}

export const tellAnnouncement = ({ code, params }: Notice): string =>
  messages.announcements[code]?.(params) ?? ''
