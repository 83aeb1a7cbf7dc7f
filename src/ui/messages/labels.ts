/** From words by id to their labels. */
export const labelsOf = (
  words: Readonly<Record<string, { readonly label: string }>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(words).map(([id, { label }]) => [id, label]))
