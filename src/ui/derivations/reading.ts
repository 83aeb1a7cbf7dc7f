/**
 * Where a person is in the derivations: which one is shown, whether it is pinned, which steps are closed. Pure; what the
 * person does elsewhere comes in by `follow`.
 */
export interface Reading {
  readonly shown: string
  readonly isPinned: boolean
  /** All derivations below each other. */
  readonly isAll: boolean
  /** What belongs to what the person just did, while something else is being read; null if that is shown. */
  readonly now: string | null
  /** Steps that are closed, by `stepKey`. */
  readonly closed: ReadonlySet<string>
  /** What the person predicted, by derivation: the place among the exercise's choices. */
  readonly predictions: ReadonlyMap<string, number>
}

export type Turn =
  /** The person wants this one. */
  | { readonly type: 'go'; readonly id: string }
  /** What the person does elsewhere belongs to this one. */
  | { readonly type: 'follow'; readonly id: string; readonly isReading: boolean }
  | { readonly type: 'pin' }
  | { readonly type: 'all' }
  | { readonly type: 'step'; readonly key: string }
  | { readonly type: 'predict'; readonly id: string; readonly choice: number }
  | { readonly type: 'steps'; readonly keys: readonly string[]; readonly open: boolean }

export const stepKey = (derivation: string, step: string) => `${derivation}/${step}`

export const begin = (shown: string): Reading => ({
  shown,
  isPinned: false,
  isAll: false,
  now: null,
  closed: new Set(),
  predictions: new Map(),
})

function followed(reading: Reading, id: string, isReading: boolean): Reading {
  if (id === reading.shown && !reading.isAll) return { ...reading, now: null }
  if (reading.isPinned || reading.isAll || isReading) return { ...reading, now: id }
  return { ...reading, shown: id, now: null }
}

function without<T>(set: ReadonlySet<T>, some: readonly T[]): ReadonlySet<T> {
  const left = new Set(set)
  some.forEach((one) => left.delete(one))
  return left
}

export function read(reading: Reading, turn: Turn): Reading {
  const { closed } = reading
  switch (turn.type) {
    case 'go':
      return { ...reading, shown: turn.id, now: null }
    case 'follow':
      return followed(reading, turn.id, turn.isReading)
    case 'pin':
      return { ...reading, isPinned: !reading.isPinned }
    case 'all':
      return { ...reading, isAll: !reading.isAll, now: null }
    case 'step':
      return {
        ...reading,
        closed: closed.has(turn.key) ? without(closed, [turn.key]) : new Set([...closed, turn.key]),
      }
    case 'predict':
      return { ...reading, predictions: new Map([...reading.predictions, [turn.id, turn.choice]]) }
    case 'steps':
      return {
        ...reading,
        closed: turn.open ? without(closed, turn.keys) : new Set([...closed, ...turn.keys]),
      }
  }
}
