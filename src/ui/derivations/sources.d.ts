/** Made by scripts/derivation-sources.ts. */
declare module 'virtual:derivation-sources' {
  /** By path from the repository's root: fetches the file's text. */
  export const SOURCES: Readonly<Record<string, () => Promise<string>>>
}
