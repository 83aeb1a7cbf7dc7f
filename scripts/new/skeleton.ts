/** The files of an estimator that is not written yet. They compile; calling its functions throws. */

/** "straight-through" as "straightThrough". */
export const camelCase = (id: string): string =>
  id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/** "straight-through" as "straight through". */
const spaced = (id: string): string => id.replaceAll('-', ' ')
const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const meta = (
  id: string,
) => `/** Declares what the ${spaced(id)} estimator needs and offers; loads without TF.js. */
import type { EstimatorMeta } from '../meta.ts'

export const ${camelCase(id)}Meta = {
  id: '${id}',
  // Each value below is a guess: meta.ts says what it means.
  requires: ['pathwise'],
  isUnbiased: true,
  leastSamples: 1,
  mostSamples: 64,
  decodes: 1,
  klModes: ['closed-form'],
  baselines: [],
  derivation: '${id}',
  formula: 'not written yet',
  words: {
    en: { label: '${capitalized(spaced(id))}', name: '${spaced(id)}' },
    'zh-CN': { label: '${capitalized(spaced(id))}', name: '${spaced(id)}' },
  },
} as const satisfies EstimatorMeta
`

const estimate = (id: string) => `/**
 * The ${spaced(id)} estimator.
 *
 * Approximates: not written yet.
 * With: not written yet.
 * Requires: not written yet.
 * Reference: not written yet.
 */
import type { Estimator } from '../estimator.ts'

export const ${camelCase(id)}: Estimator = () => {
  throw new Error('The estimate of ${id} is not written yet')
}
`

const reference = (id: string) => `/**
 * The ${spaced(id)} estimator in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import type { PlainEstimator } from '../reference.ts'

export const ${camelCase(id)}Reference: PlainEstimator = () => {
  throw new Error('The reference of ${id} is not written yet')
}
`

const derivation = (id: string) => `/**
 * Where the ${spaced(id)} estimator comes from: not written yet. Data without TF.js; the words are in
 * derivation.en.ts and derivation.zh-CN.ts.
 */
import { derivation } from '../../derivations/derivation.ts'
import { en } from './derivation.en.ts'
import { zhCN } from './derivation.zh-CN.ts'

const { raw } = String

export const ${camelCase(id)}Derivation = derivation({
  id: '${id}',
  steps: [
    {
      id: 'estimator',
      formula: raw\`\\g = 0\`,
    },
  ],
  code: [
    {
      file: 'src/estimators/${id}/estimate.ts',
      symbol: '${camelCase(id)}',
    },
  ],
  words: { en, 'zh-CN': zhCN },
})
`

const words = (
  id: string,
  language: string,
  name: string,
) => `/** The ${spaced(id)} estimator: ${language} words. */
export const ${name} = {
  title: '',
  intro: '',
  steps: {
    estimator: { why: '', spoken: '' },
  },
  outro: '',
  reference: '',
}
`

const derivationTest = (
  id: string,
) => `/** The lines of the derivation of the ${spaced(id)} estimator, computed. */
import { checkLines } from '../../derivations/testing/check.ts'
import { SMALL_MODELS } from '../../derivations/testing/model.ts'
import { ${camelCase(id)}Derivation } from './derivation.ts'

// An evaluator for each step, by its id.
checkLines(${camelCase(id)}Derivation, SMALL_MODELS, {})
`

/** The text of each file of the folder, by its name. */
export const skeletonOf = (id: string): Readonly<Record<string, string>> => ({
  'meta.ts': meta(id),
  'estimate.ts': estimate(id),
  'reference.ts': reference(id),
  'derivation.ts': derivation(id),
  'derivation.en.ts': words(id, 'English', 'en'),
  'derivation.zh-CN.ts': words(id, 'Chinese', 'zhCN'),
  'derivation.test.ts': derivationTest(id),
})
