/**
 * What the map shows, made of the encodings and a person's choices. From one refresh to the next its axes do not flip,
 * and how far it reaches does not tremble: a follower remembers the last ones.
 */
import { lineAxes, latentAxes, principalAxes, type Axes } from '../../../charts/latent/axes.ts'
import { indexPoints, mapPoints, mapReach, type MapPoints, type Nearest } from '../../../charts/latent/map.ts'
import type { Encodings } from '../../../protocol/latent.ts'
import { pairOf, type MapChoices } from './choices.ts'

export interface Scene {
  readonly encodings: Encodings
  readonly points: MapPoints
  /** From the origin up and down, and as far to the sides at least. */
  readonly reach: number
  readonly hidden: ReadonlySet<number>
  readonly showsMeans: boolean
  readonly showsEllipses: boolean
  readonly nearest: Nearest
}

/** The least reach: the prior's 2-sigma circle and some room. */
const LEAST_REACH = 4

export interface WantedScene {
  readonly encodings: Encodings
  readonly labels: Uint8Array | null
  readonly order: readonly number[]
  readonly choices: MapChoices
}

const chosenAxes = ({ encodings, order, choices }: WantedScene, before: Axes | null): Axes => {
  if (encodings.latent === 1) return lineAxes
  if (encodings.latent === 2) return latentAxes(0, 1)
  return choices.kind === 'principal'
    ? principalAxes(encodings, before)
    : latentAxes(...pairOf(choices, order))
}

const nameOf = ([x, y]: Axes) =>
  [x, y].map((axis) => (axis.kind === 'latent' ? axis.latent : axis.kind)).join()

export interface Follower {
  follow(wanted: WantedScene): Scene
}

/** The same wish gives the same scene, however often it is asked for. */
export function createFollower(): Follower {
  let axes: Axes | null = null
  let reach = LEAST_REACH
  return {
    follow(wanted) {
      const { encodings, labels, choices } = wanted
      const next = chosenAxes(wanted, axes)
      if (!axes || nameOf(axes) !== nameOf(next)) reach = LEAST_REACH
      axes = next
      const points = mapPoints(encodings, axes, labels)
      reach = mapReach(points, 1, reach)
      const { hidden, showsMeans, showsEllipses } = choices
      const nearest = indexPoints(points, reach, hidden)
      return { encodings, points, reach, hidden, showsMeans, showsEllipses, nearest }
    },
  }
}
