/**
 * The words of the parts of the page that are fetched when they are wanted, besides all that the page begins with. Only
 * such a part may import this, or its words would be fetched before the page is there. The English ones come with the
 * first part; another language's catalog has all its words from the start.
 */
import type { Catalog } from './en/index.ts'
import { partsText } from './en/parts.ts'
import { filled, messages, type Args } from './index.ts'

type Text = Catalog['text']

/** As `t`. */
export function tPart<K extends keyof Text>(key: K, ...args: Args<Text[K]>): string {
  const text: Partial<Text> = messages.text
  return filled(text[key] ?? (partsText as Partial<Text>)[key], args[0])
}
