/** The kinds of things that the command can lay down, by their names on the command line. */
import { estimator } from './estimator.ts'
import { family } from './family.ts'
import type { Kind } from './kind.ts'
import { objective } from './objective.ts'

export const KINDS = { estimator, family, objective } as const satisfies Readonly<Record<string, Kind>>
