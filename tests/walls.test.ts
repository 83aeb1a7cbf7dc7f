/** The import walls hold: through the project's own configuration of the linter, on files made for it. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'

const OXLINT = path.resolve('node_modules/.bin/oxlint')

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
  ['ui/App.tsx', `void import('../client/client.ts')`],
  ['ui/App.tsx', `void import('${TFJS}')`],
  ['elsewhere/a.ts', `import { a } from '../math/rng.ts'`],
]

interface Complaint {
  readonly code: string
  readonly message: string
  readonly filename: string
  readonly labels: readonly { readonly span: { readonly line: number } }[]
}

/** What the linter says of these lines, in a folder of their own: `file:line message` of each complaint by `rule`. */
function lint(cases: readonly (readonly [string, string])[], rule: string): string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'elbo-lab-walls-'))
  const config = JSON.parse(readFileSync('.oxlintrc.json', 'utf8')) as object
  write(path.join(root, '.oxlintrc.json'), JSON.stringify({ ...config, options: {} }))
  cpSync('scripts/import-walls.mjs', path.join(root, 'scripts/import-walls.mjs'))
  mkdirSync(path.join(root, 'src/estimators'), { recursive: true })
  for (const [file, text] of textsOf(cases)) write(path.join(root, 'src', file), text)
  const { stdout, stderr } = spawnSync(OXLINT, ['-f', 'json'], { cwd: root, encoding: 'utf8' })
  rmSync(root, { recursive: true })
  const { diagnostics } = JSON.parse(stdout || stderr) as { diagnostics: readonly Complaint[] }
  return diagnostics
    .filter(({ code }) => code === rule)
    .map(({ filename, labels, message }) => `${filename}:${labels[0]!.span.line} ${message}`)
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** Each file's cases, a line for each. */
function textsOf(cases: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const [file, code] of cases) texts.set(file, `${texts.get(file) ?? ''}${code}\n`)
  return texts
}

/** Where each case stands. */
const placesOf = (cases: readonly (readonly [string, string])[]): string[] =>
  cases.map(([file], i) => {
    const line = cases.slice(0, i).filter(([other]) => other === file).length + 1
    return `src/${file}:${line}`
  })

test('what the arrows allow is allowed', () => {
  expect(lint(ALLOWED, 'walls(arrows)')).toEqual([])
})

test('what they forbid is an error, each by itself', () => {
  const complaints = lint(FORBIDDEN, 'walls(arrows)')
  const texts = new Map(complaints.map((complaint) => complaint.split(/ (.*)/) as [string, string]))
  expect([...texts.keys()].sort()).toEqual(placesOf(FORBIDDEN).sort())
  for (const [place, text] of texts) expect(text, place).toMatch(/may import|may not import|has no place/)
})

test('so is a cycle between two files', () => {
  const cycle = [
    ['math/one.ts', `import { two } from './two.ts'; export const one = (): number => two()`],
    ['math/two.ts', `import { one } from './one.ts'; export const two = (): number => one()`],
  ] as const
  expect(lint(cycle, 'import(no-cycle)').sort()).toEqual([
    expect.stringMatching('^src/math/one.ts:1 '),
    expect.stringMatching('^src/math/two.ts:1 '),
  ])
})
