/** What the page says around the derivations, in English. The derivations themselves are data (src/derivations). */
export const derivationsText = {
  derivations: 'Derivations',
}
