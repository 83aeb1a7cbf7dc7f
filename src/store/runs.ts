/** How the runs of this visit are shown, as a person chooses. */
import type { Core } from './core.ts'
import { MAX_NAME, withLook, withoutRun, type History } from './history.ts'
import type { ReadSettings } from './url.ts'

export interface RunActions {
  /** An empty name brings the number back; more than `MAX_NAME` characters are cut. */
  rename(id: number, name: string): void
  /** In the charts. */
  show(id: number, isShown: boolean): void
  /** A pinned run keeps its place beside newer ones. */
  pin(id: number, isPinned: boolean): void
  /** Wants the settings with which it began. */
  use(id: number): void
  /** Removes an earlier run; what is saved of it stays saved. */
  remove(id: number): void
}

export function createRuns({ get, set }: Core, apply: (read: ReadSettings) => void): RunActions {
  const change = (to: (history: History) => History) => set({ history: to(get().history) })
  return {
    rename: (id, name) =>
      change((history) =>
        withLook(history, id, { name: name.trim().replace(/\s+/g, ' ').slice(0, MAX_NAME) }),
      ),
    show: (id, isShown) => change((history) => withLook(history, id, { isHidden: !isShown })),
    pin: (id, isPinned) => change((history) => withLook(history, id, { isPinned })),
    use(id) {
      const { current, earlier } = get().history
      const run = [current, ...earlier].find((one) => one.id === id)
      if (run) apply({ settings: run.settings, problems: [], conflicts: [] })
    },
    remove: (id) => change((history) => withoutRun(history, id)),
  }
}
