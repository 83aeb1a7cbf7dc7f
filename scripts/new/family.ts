/** The skeleton of a latent family. */
import { inRegistry, type Kind } from './kind.ts'
import { UNFINISHED, type Names } from './names.ts'

const FOLDER = 'src/families'

const meta = ({
  id,
  name,
  spaced,
}: Names) => `/** Declares what the ${spaced} family is and offers; loads without TF.js. */
import type { FamilyMeta } from '../meta.ts'

export const ${name}Meta = {
  id: '${id}',
  // Each value below is a guess: ../meta.ts says what it means.
  widths: ({ latents }) => ({ gamma: latents, code: latents, noise: latents }),
  symbols: ['?'],
  offers: ['pathwise', 'score'],
  isRandom: true,
  countStates: () => null,
  exactPosterior: null,
  latentKind: 'real',
  words: {
    en: { label: '${UNFINISHED.en}', name: '${UNFINISHED.en}', model: '${UNFINISHED.en}', parts: ['${UNFINISHED.en}'] },
    'zh-CN': { label: '${UNFINISHED['zh-CN']}', name: '${UNFINISHED['zh-CN']}', model: '${UNFINISHED['zh-CN']}', parts: ['${UNFINISHED['zh-CN']}'] },
  },
} as const satisfies FamilyMeta
`

/** A function of the file that throws in place of one that is to be written. */
const missing = (id: string, file: string) => `const missing = (part: string): never => {
  throw new Error(\`${id}: ${file}.\${part} is not written yet\`)
}`

const familyFile = ({ id, name, spaced }: Names) => `/**
 * The ${spaced} family: q(z|x), prior, gamma and noise are not written yet.
 *
 * Reference: not written yet.
 */
import type { LatentFamily } from '../family.ts'
import type { LatentShape } from '../meta.ts'

${missing(id, 'family')}

export const ${name} = (_shape: LatentShape): LatentFamily => ({
  noise: () => missing('noise'),
  // Noise of the same distribution that makes the draws vary in the opposite direction, if there is such.
  antithetic: null,
  draw: () => missing('draw'),
  centre: () => missing('centre'),
  logRatioToPrior: () => missing('logRatioToPrior'),
  klGradient: () => missing('klGradient'),
  scoreGradient: () => missing('scoreGradient'),
  paths: {
    // Null if meta.ts does not offer 'pathwise'.
    exact: () => missing('paths.exact'),
    weighted: () => missing('paths.weighted'),
  },
  // Each is null if meta.ts does not offer it.
  simplex: null,
  states: null,
  pairs: null,
})
`

const reference = ({
  id,
  name,
  spaced,
}: Names) => `/** The ${spaced} family in plain numbers: the oracle for family.ts. No TF.js. */
import type { LatentShape } from '../meta.ts'
import type { PlainFamily } from '../reference.ts'

${missing(id, 'reference')}

export const ${name}Reference = (_shape: LatentShape): PlainFamily => ({
  noise: () => missing('noise'),
  // The opposite of each noise, of the same distribution; null if meta.ts does not offer 'antithetic-noise'.
  antithetic: null,
  prior: () => missing('prior'),
  draw: () => missing('draw'),
  kl: () => missing('kl'),
  klGradient: () => missing('klGradient'),
  logRatioToPrior: () => missing('logRatioToPrior'),
  // Null if meta.ts does not offer 'score'.
  score: () => missing('score'),
  // Null if meta.ts does not offer 'pathwise'.
  path: () => missing('path'),
  simplex: null,
  states: null,
  pair: null,
  // A wider q for estimates of log p(x); null for none.
  widened: null,
  summary: () => missing('summary'),
})
`

const REGISTRY = { folder: FOLDER, metas: 'FAMILY_METAS', entries: 'FAMILIES', tensors: 'family' }

export const family: Kind = {
  folder: FOLDER,
  guide: 'docs/new-family.md',
  example: 'student-t',
  files: (names) => ({
    'meta.ts': meta(names),
    'family.ts': familyFile(names),
    'reference.ts': reference(names),
  }),
  additions: (names) => ({
    ...inRegistry(REGISTRY, names),
    [`${FOLDER}/families.test.ts`]: {
      imports: {},
      line: `${names.key}: [],`,
      table: ['const CASES', '\n}'],
    },
  }),
}
