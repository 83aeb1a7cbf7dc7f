/** The skeleton of an objective. */
import { inRegistry, type Kind } from './kind.ts'
import { UNFINISHED, type Names } from './names.ts'

const FOLDER = 'src/objectives'

const meta = ({
  id,
  name,
  spaced,
}: Names) => `/** Declares what the ${spaced} objective accepts; loads without TF.js. */
import type { ObjectiveMeta } from '../meta.ts'

export const ${name}Meta = {
  id: '${id}',
  // Each value below is a guess: ../meta.ts says what it means.
  offers: ['importance-weights'],
  usesK: true,
  derivation: 'importance-weighting',
  words: {
    en: { label: '${UNFINISHED.en}', name: '${UNFINISHED.en}' },
    'zh-CN': { label: '${UNFINISHED['zh-CN']}', name: '${UNFINISHED['zh-CN']}' },
  },
} as const satisfies ObjectiveMeta
`

const objectiveFile = ({ id, name, spaced }: Names) => `/**
 * The ${spaced} objective: not written yet.
 *
 * Reference: not written yet.
 */
import type { Objective } from '../objective.ts'

export const ${name} = (draws: number): Objective => ({
  draws,
  bound() {
    throw new Error('${id}: objective.bound is not written yet')
  },
  rowWeights() {
    throw new Error('${id}: objective.rowWeights is not written yet')
  },
})
`

const reference = ({
  id,
  name,
  spaced,
}: Names) => `/** The ${spaced} objective in plain numbers: the oracle for objective.ts. No TF.js. */
import type { PlainObjective } from '../reference.ts'

export const ${name}Reference = (draws: number): PlainObjective => ({
  draws,
  bound() {
    throw new Error('${id}: reference.bound is not written yet')
  },
  rowWeights() {
    throw new Error('${id}: reference.rowWeights is not written yet')
  },
})
`

const REGISTRY = { folder: FOLDER, metas: 'OBJECTIVE_METAS', entries: 'OBJECTIVES', tensors: 'objective' }

export const objective: Kind = {
  folder: FOLDER,
  guide: 'docs/new-objective.md',
  example: 'renyi-bound',
  files: (names) => ({
    'meta.ts': meta(names),
    'objective.ts': objectiveFile(names),
    'reference.ts': reference(names),
  }),
  additions: (names) => inRegistry(REGISTRY, names),
}
