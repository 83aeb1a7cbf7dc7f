/**
 * Repairs links mangled by mail, chat and word processors: percent-encoded as a whole, with "&amp;" for "&", in
 * capitals or full-width characters, in quotes or brackets, followed by a full stop. Repairs only if a single
 * reading is possible. Pure; knows only the names and legal texts of its vocabulary.
 */
export type Pair = readonly [name: string, text: string]

/** The legal texts of a name. */
export interface Word {
  readonly isLegal: (text: string) => boolean
  /** All legal texts, if they can be listed. */
  readonly choices: readonly string[]
  /** Whether a link may give several texts. */
  readonly isRepeated?: boolean
}

/** By name, in lower case. */
export type Vocabulary = ReadonlyMap<string, Word>

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  equals: '=',
  num: '#',
}

const MOST_CODE = 0x10_ffff
const character = (code: number): string =>
  Number.isInteger(code) && code <= MOST_CODE ? String.fromCodePoint(code) : ''

const withoutEntities = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (whole, hex?: string, decimal?: string, name = '') => {
      if (hex) return character(parseInt(hex, 16))
      if (decimal) return character(Number(decimal))
      return ENTITIES[(name as string).toLowerCase()] ?? whole
    },
  )

/** Invalid UTF-8 is left as it is. */
const withoutPercents = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run)
    } catch {
      return run
    }
  })

/** Each program on the way may have encoded it once more. */
const MOST_ROUNDS = 5

function decoded(text: string): string {
  let before = text
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const after = withoutEntities(withoutPercents(before)).normalize('NFKC')
    if (after === before) break
    before = after
  }
  return before
}

/** Invisible characters: soft hyphens, zero-width ones, marks of writing direction. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g
/** Typographic replacements of a hyphen or a minus. */
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63]/g

/** In plain characters, with "+" for a space as in forms. */
const plain = (text: string): string =>
  decoded(text.replace(/\+/g, ' ')).replace(UNSEEN, '').replace(DASHES, '-')

/** A comma or a space separates only if another name follows: both may occur within a text. */
const SEPARATORS = /[&#]+|[;,|\s]+(?=[a-z][a-z-]*\s*=)/i

const NO_LETTER = /^[^a-z]+|[^a-z]+$/gi
/** Around a text; a minus or a point may belong to it. */
const BEFORE_TEXT = /^[^\p{L}\p{N}.-]+/u
const AFTER_TEXT = /[^\p{L}\p{N}]+$/u

/** In "https://host/lab/?beta" the name is the last part. */
const nameIn = (text: string): string =>
  (text.split(/[/?!]/).at(-1) ?? '').replace(NO_LETTER, '').toLowerCase()

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The one legal text that this may stand for; null if there is none. */
function meant(text: string, { isLegal, choices }: Word): string | null {
  const bare = text.replace(BEFORE_TEXT, '').replace(AFTER_TEXT, '')
  const firstWord = (bare.split(/\s/)[0] ?? '').replace(AFTER_TEXT, '')
  // "=3D" is "=" in quoted-printable mail.
  const spellings = [text, bare, firstWord, firstWord.replace(/^3D/i, '')]
  const found = spellings.flatMap((one) => [one, one.toLowerCase()]).find(isLegal)
  if (found !== undefined) return found
  const letters = new Set(spellings.map(lettersOf))
  const alike = choices.filter((choice) => letters.has(lettersOf(choice)))
  return alike.length === 1 ? alike[0]! : null
}

function pairIn(token: string): Pair {
  const at = token.indexOf('=')
  return at < 0 ? [token, ''] : [token.slice(0, at), token.slice(at + 1)]
}

interface Read {
  readonly pair: Pair
  /** Written exactly as the page would have written it. */
  readonly isExact: boolean
}

function read([name, text]: Pair, words: Vocabulary): Read {
  const exact = words.get(name)
  if (exact?.isLegal(text)) return { pair: [name, text], isExact: true }
  const known = nameIn(name)
  const word = words.get(known)
  const found = word ? meant(text, word) : null
  return { pair: found === null ? [name.trim(), text.trim()] : [known, found], isExact: false }
}

/** Remains of the splitting: "amp;", a bracket alone, the page's own address. */
const isDebris = ([name, text]: Pair): boolean =>
  text === '' && (!/[\p{L}\p{N}]/u.test(name) || name.toLowerCase() === 'amp' || name.includes('://'))

/**
 * The pairs of a hash. Unknown ones are returned unchanged, for the reader to reject; so is a guess at a name
 * that the link also gives plainly, unless the name is one that may be repeated.
 */
export function mendedPairs(hash: string, words: Vocabulary): Pair[] {
  const given = plain(hash)
    .split(SEPARATORS)
    .map(pairIn)
    .filter((pair) => !isDebris(pair))
  const reads = given.map((pair) => read(pair, words))
  const plainly = new Set(reads.filter(({ isExact }) => isExact).map(({ pair: [name] }) => name))
  const isDoubtful = ([name]: Pair) => plainly.has(name) && !words.get(name)?.isRepeated
  return reads.map(({ pair, isExact }, i) => (!isExact && isDoubtful(pair) ? given[i]! : pair))
}
