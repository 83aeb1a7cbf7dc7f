/** Lays out text that a script has written, as `npm run format` would. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { format, type FormatConfig } from 'oxfmt'

const CONFIG = path.join(import.meta.dirname, '..', '.oxfmtrc.json')

/** `file` tells the language by its ending. Throws where the text is none of that language. */
export async function formatted(file: string, text: string): Promise<string> {
  const { code, errors } = await format(file, text, JSON.parse(readFileSync(CONFIG, 'utf8')) as FormatConfig)
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ message }) => message).join('; ')}`)
  return code
}
