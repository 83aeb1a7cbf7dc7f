/** Why the browser's storage did not do what was asked of it, told apart by what a person, or the page, can do about it. */
export type Trouble =
  /** There is no room. */
  | 'full'
  /** The page may not store anything here. */
  | 'forbidden'
  /** It was cleared, or closed under the page; it may be there again. */
  | 'gone'
  /** It did not answer in time; it may yet. */
  | 'timeout'
  /** It is there and cannot be read or written. */
  | 'damaged'
  /** A newer version of the lab has changed its form. */
  | 'newer'

export class StorageError extends Error {
  override name = 'StorageError'
  constructor(
    readonly trouble: Trouble,
    message = `storage: ${trouble}`,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** By the name that browsers give the error. */
const BY_NAME: Readonly<Record<string, Trouble>> = {
  QuotaExceededError: 'full',
  NS_ERROR_FILE_NO_DEVICE_SPACE: 'full',
  SecurityError: 'forbidden',
  NotAllowedError: 'forbidden',
  NotSupportedError: 'forbidden',
  VersionError: 'newer',
  TimeoutError: 'timeout',
  InvalidStateError: 'gone',
  AbortError: 'gone',
  TransactionInactiveError: 'gone',
  NotFoundError: 'gone',
  InvalidAccessError: 'gone',
}

/** What some browsers say in place of a name of its own. */
const FULL = /quota|no space|disk (is )?full|not enough (disk )?space/i
const FORBIDDEN = /denied|private brows|not allow|disabled|insecure/i

export function troubleOf(thrown: unknown): Trouble {
  if (thrown instanceof StorageError) return thrown.trouble
  const { name = '', message = String(thrown) } = Object(thrown) as Partial<Error>
  if (FULL.test(message)) return 'full'
  if (FORBIDDEN.test(message)) return 'forbidden'
  // There is no such thing as `indexedDB` here.
  if (thrown instanceof TypeError || thrown instanceof ReferenceError) return 'forbidden'
  return BY_NAME[name] ?? 'damaged'
}

export const toStorageError = (thrown: unknown): StorageError =>
  thrown instanceof StorageError
    ? thrown
    : new StorageError(troubleOf(thrown), String((Object(thrown) as Error).message ?? thrown), {
        cause: thrown,
      })
