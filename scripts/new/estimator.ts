/** The skeleton of a gradient estimator. */
import { inRegistry, type Kind } from './kind.ts'
import { UNFINISHED, type Names } from './names.ts'

const FOLDER = 'src/estimators'

const meta = ({
  id,
  name,
  spaced,
}: Names) => `/** Declares what the ${spaced} estimator needs and offers; loads without TF.js. */
import type { EstimatorMeta } from '../meta.ts'

export const ${name}Meta = {
  id: '${id}',
  // Each value below is a guess: ../meta.ts says what it means.
  requires: ['pathwise'],
  requiresOfBound: ['mean-of-draws'],
  leastK: 1,
  isUnbiased: true,
  isExact: false,
  leastSamples: 1,
  mostSamples: 64,
  decodes: 1,
  usesTemperature: false,
  isRelaxed: false,
  isShownRefused: false,
  klModes: ['closed-form', 'monte-carlo'],
  baselines: [],
  derivation: '${id}',
  formula: '${UNFINISHED.en}',
  words: {
    en: { label: '${UNFINISHED.en}', name: '${UNFINISHED.en}' },
    'zh-CN': { label: '${UNFINISHED['zh-CN']}', name: '${UNFINISHED['zh-CN']}' },
  },
} as const satisfies EstimatorMeta
`

const estimate = ({ id, name, spaced }: Names) => `/**
 * The ${spaced} estimator.
 *
 * Approximates: not written yet.
 * With: not written yet.
 * Requires: not written yet.
 * Reference: not written yet.
 */
import type { Estimator } from '../estimator.ts'

export const ${name}: Estimator = () => {
  throw new Error('${id}: estimate is not written yet')
}
`

const reference = ({ id, name, spaced }: Names) => `/**
 * The ${spaced} estimator in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import type { PlainEstimator } from '../reference.ts'

export const ${name}Reference: PlainEstimator = () => {
  throw new Error('${id}: reference is not written yet')
}
`

const derivation = ({ id, name, spaced }: Names) => `/**
 * Where the ${spaced} estimator comes from: not written yet. Data without TF.js; the words are in
 * derivation.en.ts and derivation.zh-CN.ts.
 */
import { derivation } from '../../derivations/derivation.ts'
import { en } from './derivation.en.ts'
import { zhCN } from './derivation.zh-CN.ts'

const { raw } = String

export const ${name}Derivation = derivation({
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
      symbol: '${name}',
    },
  ],
  answer: 0,
  words: { en, 'zh-CN': zhCN },
})
`

const words = (
  { spaced }: Names,
  language: string,
  constant: string,
) => `/** The ${spaced} estimator: ${language} words. */
export const ${constant} = {
  title: '',
  intro: '',
  steps: {
    estimator: { why: '', spoken: '' },
  },
  outro: '',
  exercise: { task: '', question: '', choices: [], because: '' },
  reference: '',
}
`

const derivationTest = ({
  name,
  spaced,
}: Names) => `/** The lines of the derivation of the ${spaced} estimator, computed. */
import { checkLines } from '../../derivations/testing/check.ts'
import { SMALL_MODELS } from '../../derivations/testing/model.ts'
import { ${name}Derivation } from './derivation.ts'

// An evaluator for each step, by its id.
checkLines(${name}Derivation, SMALL_MODELS, {})
`

const REGISTRY = { folder: FOLDER, metas: 'ESTIMATOR_METAS', entries: 'ESTIMATORS', tensors: 'estimate' }

export const estimator: Kind = {
  folder: FOLDER,
  guide: 'docs/new-estimator.md',
  example: 'straight-through',
  files: (names) => ({
    'meta.ts': meta(names),
    'estimate.ts': estimate(names),
    'reference.ts': reference(names),
    'derivation.ts': derivation(names),
    'derivation.en.ts': words(names, 'English', 'en'),
    'derivation.zh-CN.ts': words(names, 'Chinese', 'zhCN'),
    'derivation.test.ts': derivationTest(names),
  }),
  additions: (names) => ({
    ...inRegistry(REGISTRY, names),
    'src/derivations/index.ts': {
      imports: { [`${names.name}Derivation`]: `../estimators/${names.id}/derivation.ts` },
      line: `${names.name}Derivation,`,
      table: ['export const DERIVATIONS', '\n]'],
    },
    'tests/conformance/estimators.test.ts': {
      imports: {},
      line: `${names.key}: [],`,
      table: ['const CASES', '\n}'],
    },
  }),
}
