/** What files' names say, in any spelling: whole words count, so that "contest" is no test set and "latest" neither. */
export type SplitName = 'train' | 'test'

/** A word may be run together with what it says something of: "trainimages", "testset2". */
const WITH = '(data|sets?|images?|imgs?|labels?|idx|digits?|x|y)?\\d*'
const WORDS: Readonly<Record<SplitName, RegExp>> = {
  train: new RegExp(`^(train(ing)?${WITH}|训练.*)$`),
  test: new RegExp(
    `^((t10k|test(ing)?|val(id(ation)?)?|eval(uation)?|dev|heldout|holdout)${WITH}|测试.*|验证.*)$`,
  ),
}

/** Split at signs, and where a small letter is followed by a capital. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Script=Han})(?!\p{Script=Han})|(?<!\p{Script=Han})(?=\p{Script=Han})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)

/** What the file is for; null if its name says nothing, or both. */
export function splitNamed(name: string): SplitName | null {
  const words = wordsOf(name)
  const says = (split: SplitName) => words.some((word) => WORDS[split].test(word))
  if (says('train') === says('test')) return null
  return says('train') ? 'train' : 'test'
}

const plain = (name: string) => name.toLowerCase().replace(/\.gz$/, '')

/** One file, packed and not. */
export const isSameFile = (a: string, b: string): boolean => a !== b && plain(a) === plain(b)
