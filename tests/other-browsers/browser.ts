/** What the smoke tests need of a browser, whichever it is and however one speaks to it. */

export interface Point {
  readonly x: number
  readonly y: number
}

export type Key = 'ArrowLeft' | 'ArrowRight'

export interface Browser {
  readonly version: string
  /** Loads the address, also if the page is there already; returns while it may still be loading. */
  go(url: string): Promise<void>
  /** Runs `script` on the page. It is sent as text: it sees its argument, and nothing that stands around it here. */
  evaluate<T, A = undefined>(script: (argument: A) => T | Promise<T>, argument?: A): Promise<T>
  press(key: Key): Promise<void>
  /** The mouse goes down at the first place and up at the last. */
  drag(way: readonly Point[]): Promise<void>
  /** What has gone wrong on the page so far: exceptions, errors on the console. */
  errors(): Promise<readonly string[]>
  close(): Promise<void>
}
