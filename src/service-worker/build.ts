/** What the build tells the service worker of itself (scripts/hosting/service-worker.ts), and the words page and worker share. */

export interface Build {
  /** Another list of files is another version. */
  readonly version: string
  /** Path below the page -> its checksum, as Subresource Integrity writes it. */
  readonly files: Readonly<Record<string, string>>
  /** With every file of the build. */
  readonly headers: Readonly<Record<string, string>>
  /** Of those, the ones that a page needs which has come from the network: it brings its own policy. */
  readonly isolation: Readonly<Record<string, string>>
}

export type ToServiceWorker =
  /** Answered through the port: whether the page that this script began is of the worker's version. */
  | { readonly type: 'is-yours'; readonly script: string }
  /** Files of data/ that the page has had from the server before the worker was there. */
  | { readonly type: 'keep'; readonly urls: readonly string[] }
