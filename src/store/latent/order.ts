/**
 * The latents by activity Var_x(E_q[z_j|x]), the most active first, in a stable order: it changes only if the
 * activities clearly differ. Pure.
 */
import { ACTIVE_ABOVE } from '../../math/latent-statistics.ts'

/** Neighbours whose activities differ by less than this factor keep their order. */
const CLEARLY = 1.05

/** `before`, with each latent moved forward past those that are clearly less active. */
export function orderByActivity(activity: ArrayLike<number>, before: readonly number[]): readonly number[] {
  // The active ones come first; among the others the order would be noise.
  const of = (latent: number) => (activity[latent]! > ACTIVE_ABOVE ? activity[latent]! : 0)
  const order = [...before]
  for (let i = 1; i < order.length; i++)
    for (let at = i; at > 0 && of(order[at]!) > CLEARLY * of(order[at - 1]!); at--)
      [order[at - 1], order[at]] = [order[at]!, order[at - 1]!]
  return order.every((latent, i) => latent === before[i]) ? before : order
}
