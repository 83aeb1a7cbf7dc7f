/** From words by id to their labels. */
export const labelsOf = (
  words: Readonly<Record<string, { readonly label: string }>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(words).map(([id, { label }]) => [id, label]))

type Words = Readonly<Record<string, string>>

/** Settings of one parameter, as "samples=12 kl=closed-form": the names of each and of its value. */
export const settingsNamed = (
  pairs: unknown,
  names: Words,
  choices: Readonly<Record<string, Words>>,
): readonly (readonly [name: string, value: string])[] =>
  String(pairs)
    .split(' ')
    .map((pair) => {
      const [key = '', value = ''] = pair.split('=')
      return [names[key] ?? key, choices[key]?.[value] ?? value]
    })
