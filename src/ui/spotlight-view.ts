/** Views that a person turned to and that the lab's state does not know of: those who care for them are told. */
export type TurnedTo = `variance:${string}`

const listeners = new Set<(view: TurnedTo) => void>()

export const turnTo = (view: TurnedTo): void => listeners.forEach((listener) => listener(view))

export function onTurn(listener: (view: TurnedTo) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
