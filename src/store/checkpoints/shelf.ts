/** The saved runs as a person looks through them: which there are, and which are not wanted any more. */
import type { RunStorage } from '../../storage/runs.ts'
import type { Core } from '../core.ts'
import type { KeptFiles } from '../kept-files.ts'
import { tellOutOfReach } from './resuming.ts'
import type { CheckpointState } from './state.ts'

export interface ShelfActions {
  /** Shows all runs that the browser holds and no tab has open. */
  openShelf(): Promise<void>
  closeShelf(): void
  /** Deletes saved runs for good. */
  remove(ids: readonly string[]): Promise<void>
}

/** `onRoom`: runs were deleted, so that there is room. */
export function createShelf(
  core: Core,
  storage: RunStorage | null,
  kept: KeptFiles,
  onRoom: () => void,
): ShelfActions {
  const show = (change: Partial<CheckpointState>) =>
    core.set({ checkpoints: { ...core.get().checkpoints, ...change } })

  /** What goes wrong with the storage is told, and what is shown stays. */
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
