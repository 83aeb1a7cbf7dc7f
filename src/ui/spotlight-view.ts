/** Views that a person turned to and that the lab's state does not know of: those who care for them are told. */
import { createEmitter } from '../protocol/emitter.ts'

export type TurnedTo = `variance:${string}`

export const { emit: turnTo, subscribe: onTurn } = createEmitter<TurnedTo>()
