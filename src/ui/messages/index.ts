/** The language in use. There is one so far; a second is a file like en.ts and a choice here. */
import type { Notice } from '../../protocol/errors.ts'
import { en, type Told } from './en.ts'

export type Catalog = typeof en

export const messages: Catalog = en
export const { format } = messages

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
