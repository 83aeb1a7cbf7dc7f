/**
 * Stores the user's data files in the browser's storage, and restores them. Without storage they last as long
 * as the page. Training never waits for this; a failure is reported once.
 */
import type { FileStorage, OwnFiles } from '../storage/files.ts'
import type { RunStorage, RunSummary } from '../storage/runs.ts'
import { troubleOf } from '../storage/trouble.ts'
import type { Core } from './core.ts'
import { readOwnFiles } from './own-files.ts'

export interface KeptFiles {
  /** Offers the files of saved runs under Data, unless the user has chosen files already. */
  recall(runs: readonly RunSummary[]): Promise<void>
  /** The files of a saved run; null if they are no longer available. */
  ofRecord(files: string | readonly File[] | null): Promise<OwnFiles | null>
  /** Retries files that could not be stored. */
  again(): void
  /** Deletes files that no saved run needs. */
  tidy(): Promise<void>
  /** Their size in the browser's storage, in bytes. */
  size(): Promise<number>
}

/** The given files, if they match the key. */
const sameAs = (files: OwnFiles | null, key: string) => (files?.key === key ? files : null)

export function createKeptFiles(
  core: Core,
  files: FileStorage | null,
  runs: Pick<RunStorage, 'filesInUse'> | null,
): KeptFiles {
  let missing: OwnFiles | null = null
  let wasTold = false

  async function keep(own: OwnFiles): Promise<void> {
    missing = null
    try {
      await files?.keep(own)
    } catch (thrown) {
      missing = own
      if (!wasTold) core.tell('notice', { code: 'files-not-kept', params: { reason: troubleOf(thrown) } })
      wasTold = true
    }
  }

  core.store.subscribe(({ openedFiles }, before) => {
    if (openedFiles && openedFiles !== before.openedFiles) void keep(openedFiles)
  })

  const read = async (key: string) => (await files?.read(key).catch(() => null)) ?? null

  return {
    async recall(saved) {
      const key = saved.find((run) => run.files !== undefined)?.files
      if (key === undefined || core.get().files) return
      const own = await read(key)
      if (own && !core.get().files) core.set({ files: own })
    },
    async ofRecord(named) {
      if (named === null) return null
      if (typeof named !== 'string') return readOwnFiles(named)
      return sameAs(core.get().files, named) ?? (await read(named))
    },
    again() {
      if (missing) void keep(missing)
    },
    async tidy() {
      if (files && runs) await files.sweep(await runs.filesInUse()).catch(() => undefined)
    },
    size: async () => (await files?.size().catch(() => 0)) ?? 0,
  }
}
