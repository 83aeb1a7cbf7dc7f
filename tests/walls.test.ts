/** The import walls hold: through the project's own ESLint configuration, on files that need not exist. */
import { ESLint, Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, it } from 'vitest'
import walls from '../scripts/import-walls.mjs'

const TFJS = '@tensorflow/tfjs-core'

/** file in src/, what it imports */
const ALLOWED: readonly (readonly [string, string])[] = [
  ['math/rng.ts', `import { a } from './philox.ts'`],
  ['math/rng.test.ts', `import { it } from 'vitest'`],
  ['data/idx.ts', `import { a } from '../math/rng.ts'`],
  ['formats/zip.ts', `import { a } from '../math/crc32.ts'; import { b } from 'fflate'`],
  ['storage/runs.ts', `import type { A } from '../protocol/snapshot.ts'`],
  ['store/checkpoints/bundle.ts', `import { a } from '../../formats/zip.ts'`],
  ['ops/linear.ts', `import * as tf from '${TFJS}'`],
  ['ops/webgpu/linear.ts', `import type { A } from '@tensorflow/tfjs-backend-webgpu'`],
  ['model/vae.ts', `import { a } from '../ops/linear.ts'`],
  ['model/vae.ts', `import * as tf from '${TFJS}'`],
  ['model/reference.ts', `import { a } from '../math/gaussian.ts'`],
  ['estimators/reparameterized/step.ts', `import { a } from '../../model/vae.ts'`],
  ['estimators/reparameterized/reference.ts', `import { a } from '../../math/gaussian.ts'`],
  ['estimators/reference.ts', `import { a } from '../model/reference.ts'`],
  ['estimators/reference.ts', `import type { A } from './estimator.ts'`],
  ['estimators/metas.ts', `import { a } from './reparameterized/meta.ts'`],
  ['estimators/reparameterized/derivation.ts', `import { a } from './derivation.en.ts'`],
  ['estimators/reparameterized/derivation.ts', `import { a } from '../../derivations/derivation.ts'`],
  ['derivations/index.ts', `import { a } from '../estimators/reparameterized/derivation.ts'`],
  ['derivations/testing/check.ts', `import { it } from 'vitest'`],
  ['variance/probe.ts', `import { a } from '../estimators/registry.ts'`],
  ['optim/adam.ts', `import { a } from '../ops/axpy.ts'`],
  ['protocol/settings.ts', `import { a } from '../estimators/metas.ts'`],
  ['engine/loop.ts', `import { a } from '../model/vae.ts'; import '@tensorflow/tfjs-backend-wasm'`],
  ['client/client.ts', `new Worker(new URL('../engine/worker.ts', import.meta.url))`],
  ['store/store.ts', `import { a } from '../client/client.ts'; import { b } from 'zustand/vanilla'`],
  ['charts/elbo.ts', `import { a } from '../protocol/metrics.ts'`],
  ['ui/App.tsx', `import { a } from '../store/store.ts'; import { useState } from 'react'`],
  ['service-worker/worker.ts', `import { a } from './routes.ts'`],
  ['main.tsx', `import { a } from './client/client.ts'`],
]

const FORBIDDEN: readonly (readonly [string, string])[] = [
  ['math/rng.ts', `import { a } from '../data/idx.ts'`],
  ['math/rng.ts', `import '${TFJS}'`],
  ['data/idx.ts', `import { a } from '../protocol/errors.ts'`],
  ['formats/zip.ts', `import { a } from '../protocol/errors.ts'`],
  ['storage/runs.ts', `import { a } from '../store/store.ts'`],
  ['ops/linear.ts', `import { a } from '../model/vae.ts'`],
  ['ops/linear.ts', `import '@tensorflow/tfjs-backend-webgl'`],
  ['model/vae.ts', `import { a } from '../estimators/registry.ts'`],
  ['model/vae.ts', `import '@tensorflow/tfjs-backend-wasm'`],
  ['model/reference.ts', `import type { Tensor } from '${TFJS}'`],
  ['model/dense.reference.ts', `import { a } from '../ops/linear.ts'`],
  ['estimators/reparameterized/reference.ts', `import { a } from './step.ts'`],
  ['estimators/reparameterized/meta.ts', `import '${TFJS}'`],
  ['estimators/metas.ts', `import { a } from './registry.ts'`],
  ['estimators/reparameterized/derivation.zh-CN.ts', `import '${TFJS}'`],
  ['derivations/index.ts', `import { a } from '../estimators/reparameterized/estimate.ts'`],
  ['variance/probe.ts', `import { a } from '../engine/run.ts'`],
  ['optim/adam.ts', `import { a } from '../math/rng.ts'`],
  ['protocol/settings.ts', `import { a } from '../estimators/registry.ts'`],
  ['protocol/settings.ts', `export * from '../engine/loop.ts'`],
  ['engine/loop.ts', `import { a } from '../client/client.ts'`],
  ['client/client.ts', `import { a } from '../engine/worker.ts'`],
  ['client/client.ts', `import type { A } from '../engine/worker.ts'`],
  ['store/store.ts', `import { useState } from 'react'`],
  ['store/store.ts', `import '${TFJS}'`],
  ['charts/elbo.ts', `import { a } from '../store/store.ts'`],
  ['ui/App.tsx', `const a = import('../client/client.ts')`],
  ['ui/App.tsx', `const a = import('${TFJS}')`],
  ['elsewhere/a.ts', `import { a } from '../math/rng.ts'`],
]

const linter = new Linter()
const config: Linter.Config = {
  files: ['**/*.{ts,tsx}'],
  languageOptions: { parser: tseslint.parser },
  plugins: { walls },
  rules: { 'walls/arrows': 'error' },
}
const lint = (file: string, code: string) =>
  linter.verify(code, [config], `src/${file}`).map((one) => one.message)

describe('import walls', () => {
  it.each(ALLOWED)('%s: %s is allowed', (file, code) => {
    expect(lint(file, code)).toEqual([])
  })

  it.each(FORBIDDEN)('%s: %s is an error', (file, code) => {
    expect(lint(file, code)).toEqual([expect.stringMatching(/may import|may not import|has no place/)])
  })

  it('are errors in the configuration that `npm run lint` uses, and so are cycles', async () => {
    const eslint = new ESLint()
    const { rules } = (await eslint.calculateConfigForFile('src/math/rng.ts')) as {
      rules: Record<string, unknown[]>
    }
    expect(rules['walls/arrows']?.[0]).toBe(2)
    expect(rules['import-x/no-cycle']?.[0]).toBe(2)
  })

  it('catch a cycle between two files', async () => {
    const eslint = new ESLint({ ignore: false, ruleFilter: ({ ruleId }) => ruleId === 'import-x/no-cycle' })
    const results = await eslint.lintFiles('tests/fixtures/cycle/*.ts')
    expect(results.map((one) => one.messages.map(({ ruleId }) => ruleId))).toEqual([
      ['import-x/no-cycle'],
      ['import-x/no-cycle'],
    ])
  })
})
