/** The list of saved runs, to look through and to delete from. */
import type { RunStorage } from '../../storage/runs.ts'
import type { Core } from '../core.ts'
import type { KeptFiles } from '../kept-files.ts'
import { tellOutOfReach } from './resuming.ts'
import type { CheckpointState } from './state.ts'

export interface ShelfActions {
  /** Shows all stored runs that no tab has open. */
  openShelf(): Promise<void>
  closeShelf(): void
  /** Deletes saved runs permanently. */
  remove(ids: readonly string[]): Promise<void>
}

/** `onRoom`: called when runs were deleted and there is room. */
export function createShelf(
  core: Core,
  storage: RunStorage | null,
  kept: KeptFiles,
  onRoom: () => void,
): ShelfActions {
  const show = (change: Partial<CheckpointState>) =>
    core.set({ checkpoints: { ...core.get().checkpoints, ...change } })

  /** Reports errors of the storage; the list stays as it is. */
  async function attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (thrown) {
      tellOutOfReach(core, thrown, true)
    }
  }

  return {
    openShelf: () =>
      attempt(async () => {
        const shelf = (await storage?.list()) ?? []
        show({ shelf, offered: [], fileBytes: await kept.size() })
      }),
    closeShelf: () => show({ shelf: null }),
    remove: (ids) =>
      attempt(async () => {
        await storage?.remove(ids)
        await kept.tidy()
        onRoom()
        const left = (await storage?.list()) ?? []
        if (core.get().checkpoints.shelf) show({ shelf: left, fileBytes: await kept.size() })
        const isLeft = (id: string) => left.some((one) => one.id === id)
        core.announce('removed', { runs: ids.filter((id) => !isLeft(id)).length, left: left.length })
      }),
  }
}
