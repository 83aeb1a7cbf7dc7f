/**
 * The script that takes a run away to PyTorch: its gradients are those of the plain-number reference, its optimizer
 * goes on from the checkpoint's state, what it writes opens again. Where torch is missing: syntax and shapes.
 * PYTHON: the interpreter to try, python3 if it is not set.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { imagesFile } from '../src/data/testing/idx-bytes.ts'
import { architectureOf } from '../src/engine/training.ts'
import { ESTIMATOR_METAS } from '../src/estimators/metas.ts'
import { plainElboGradient } from '../src/estimators/reference.ts'
import { ESTIMATORS } from '../src/estimators/registry.ts'
import { normal, uniform } from '../src/math/random.ts'
import { parameterSpecs } from '../src/model/architecture.ts'
import { plainNetwork, plainValues } from '../src/model/reference.ts'
import { ADAM, adamScale } from '../src/optim/adam.ts'
import {
  DEFAULT_SETTINGS,
  FORMER_NAMES,
  SETTING_KEYS,
  settingConflict,
  SETTINGS,
  type SettingSpec,
  type Settings,
} from '../src/protocol/settings.ts'
import { readCheckpointFile, writeCheckpoint } from '../src/store/checkpoints/checkpoint-file.ts'
import { PLAIN_GAUSSIAN } from './support/gaussian.ts'
import { savedRun, SMALL_SETTINGS } from './support/saved-run.ts'

const PYTHON = process.env.PYTHON || 'python3'
const SCRIPT = fileURLToPath(new URL('../src/store/checkpoints/train.py', import.meta.url))
const HELPER = fileURLToPath(new URL('./support/train_gradient.py', import.meta.url))

function python(args: readonly string[], input = '', cwd?: string) {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
  const { status, stdout, stderr } = spawnSync(PYTHON, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env,
    ...(cwd && { cwd }),
  })
  return { status, stdout: stdout ?? '', stderr: stderr ?? '' }
}

const hasPython = python(['--version']).status === 0
const hasTorch = hasPython && python(['-c', 'import torch']).status === 0
if (!hasTorch) console.log(`train.py is not run: ${PYTHON} ${hasPython ? 'has no torch' : 'is not here'}`)

const STEP = 42
const change: Partial<Settings> = { hidden: [5, 3], latent: 2, activation: 'tanh', batch: 16, lr: 0.01 }
const settings: Settings = { ...SMALL_SETTINGS, ...change }
const saved = savedRun(change, STEP)
const folder = mkdtempSync(path.join(tmpdir(), 'elbo-lab-'))
const checkpoint = path.join(folder, 'model.safetensors')

beforeAll(() => writeFileSync(checkpoint, writeCheckpoint(saved, '0.1.0')))
afterAll(() => rmSync(folder, { recursive: true }))

describe.skipIf(!hasPython)('with Python', () => {
  test('is Python', () => {
    const check = `import ast; ast.parse(open(${JSON.stringify(SCRIPT)}).read())`
    expect(python(['-c', check])).toMatchObject({ status: 0, stderr: '' })
  })

  test('rebuilds the parameters by name and shape, and finds them in the checkpoint', () => {
    const { status, stdout } = python([SCRIPT, '--checkpoint', checkpoint, '--shapes'])
    expect(status).toBe(0)
    const { expected, present } = JSON.parse(stdout) as Record<string, Record<string, number[]>>
    const specs = parameterSpecs(architectureOf(settings))
    expect(Object.entries(expected!)).toEqual(specs.map(({ name, shape }) => [name, shape]))
    expect(present).toMatchObject(expected!)
  })

  test('refuses what is no checkpoint of this lab', () => {
    const other = path.join(folder, 'other.safetensors')
    const header = '{"__metadata__":{}}'
    writeFileSync(
      other,
      Buffer.concat([Buffer.from([header.length, 0, 0, 0, 0, 0, 0, 0]), Buffer.from(header)]),
    )
    const { status, stderr } = python([SCRIPT, '--checkpoint', other, '--shapes'])
    expect(status).toBe(1)
    expect(stderr).toContain('no checkpoint of ELBO Lab')
  })
})

/** Every way to estimate that is legal. */
const OPTIONS = ESTIMATOR_METAS.flatMap((meta) =>
  meta.klModes.flatMap((kl) =>
    (meta.baselines.length > 0 ? meta.baselines : (['none'] as const)).map((baseline) => ({
      estimator: meta.id,
      kl,
      baseline,
      samples: 2,
      beta: 0.7,
    })),
  ),
).filter((options) => settingConflict({ ...settings, ...options }) === null)

const relativeError = (actual: readonly number[], expected: readonly number[]) =>
  Math.hypot(...actual.map((value, i) => value - expected[i]!)) / Math.hypot(...expected)

describe.skipIf(!hasTorch)('with torch', () => {
  const [images, samples] = [4, 2]
  const key = { seed: 5, stream: 900, step: 0 }
  const targets = Array.from({ length: images }, (_, b) =>
    Array.from(uniform(784, 0, 1, { ...key, step: b })),
  )
  const noise = Array.from({ length: samples }, (_, l) =>
    Array.from({ length: images }, (_, b) => [...normal(2, { ...key, stream: 901, step: 10 * l + b })]),
  )
  const architecture = architectureOf(settings)
  const values = saved.snapshot.tensors.slice(0, parameterSpecs(architecture).length).map((one) => one.values)
  const slot = (name: string) =>
    saved.snapshot.tensors.filter((one) => one.name.startsWith(`optimizer.${name}.`))

  /** Adam's next step in plain numbers. */
  function afterAdam(gradient: readonly number[], i: number): number[] {
    const [m, v] = [slot('exp_avg')[i]!.values, slot('exp_avg_sq')[i]!.values]
    const { scale, floor } = adamScale(settings.lr, STEP + 1)
    return gradient.map((g, k) => {
      const nextM = ADAM.beta1 * m[k]! + (1 - ADAM.beta1) * g
      const nextV = ADAM.beta2 * v[k]! + (1 - ADAM.beta2) * g * g
      return values[i]![k]! - (scale * nextM) / (Math.sqrt(nextV) + floor)
    })
  }

  test('the gradient of every estimator, baseline and KL is the reference’s, and Adam goes on', () => {
    const request = JSON.stringify({ targets, noise, options: OPTIONS })
    const { status, stdout, stderr } = python([HELPER, SCRIPT, checkpoint], request)
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const answers = JSON.parse(stdout) as { gradient: number[][]; after: number[][] }[]
    expect(answers).toHaveLength(OPTIONS.length)
    answers.forEach(({ gradient, after }, k) => {
      const { estimator, kl, baseline, beta } = OPTIONS[k]!
      const byImage = targets.map((_, b) => noise.map((draw) => draw[b]!))
      const expected = plainValues(
        plainElboGradient(
          architecture,
          plainNetwork(architecture, values),
          { targets, noise: byImage, beta },
          ESTIMATORS[estimator].reference,
          { family: PLAIN_GAUSSIAN, kl, baseline, movingAverage: -123.5, temperature: 1 },
        ),
      )
      expect(relativeError(gradient.flat(), expected.flat()), JSON.stringify(OPTIONS[k])).toBeLessThan(1e-4)
      gradient.forEach((own, i) => expect(relativeError(after[i]!, afterAdam(own, i))).toBeLessThan(1e-5))
    })
  }, 120_000)

  test('knows every setting of the lab, and every choice', () => {
    const check = `
import importlib.util, json, sys
spec = importlib.util.spec_from_file_location("train", sys.argv[1])
train = importlib.util.module_from_spec(spec)
spec.loader.exec_module(train)
for settings in json.load(sys.stdin):
    train.refuse_unknown(settings)`
    const choices = SETTING_KEYS.flatMap((key) => {
      const spec: SettingSpec = SETTINGS[key]
      return spec.kind === 'choice' ? spec.choices.map((value) => ({ [key]: value })) : []
    })
    expect(choices.length).toBeGreaterThan(20)
    const all = [DEFAULT_SETTINGS, ...choices]
    expect(python(['-c', check, SCRIPT], JSON.stringify(all))).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  test.each([
    ['estimator', 'straight-through', 'reparameterized, score-function'],
    ['kl', 'annealed', 'closed-form, monte-carlo, sticking-the-landing'],
    ['family', 'bernoulli', 'gaussian, point'],
    ['posterior', 'bernoulli', 'gaussian, point'],
    ['objective', 'importance-weighted', 'elbo'],
  ])('refuses an %s that it does not know, and says which it knows', (name, value, known) => {
    const other = { ...saved, settings: { ...settings, [name]: value } as unknown as Settings }
    const file = path.join(folder, `unknown ${name}.safetensors`)
    writeFileSync(file, writeCheckpoint(other, '0.1.0'))
    const { status, stderr } = python([SCRIPT, '--checkpoint', file, '--data', folder], '', folder)
    expect(status).toBe(1)
    expect(stderr.trim()).toBe(
      `This script does not know ${FORMER_NAMES[name] ?? name} '${value}'. It knows ${known}.`,
    )
  })

  test('refuses a setting that it does not know', () => {
    const other = { ...saved, settings: { ...settings, annealing: 'linear' } }
    const file = path.join(folder, 'unknown setting.safetensors')
    writeFileSync(file, writeCheckpoint(other, '0.1.0'))
    const { status, stderr } = python([SCRIPT, '--checkpoint', file, '--data', folder], '', folder)
    expect(status).toBe(1)
    expect(stderr).toContain("does not know the setting 'annealing'")
  })

  test.each([
    ['with its own count', { encoder: STEP, decoder: 0 }],
    ['saved by a version without one', null],
  ])('a half that has never moved begins with steps of the learning rate: %s', (kind, optimizerSteps) => {
    const tensors = saved.snapshot.tensors.map((one) =>
      /^optimizer.*decoder/.test(one.name) ? { ...one, values: new Float32Array(one.values.length) } : one,
    )
    const file = path.join(folder, `released ${kind}.safetensors`)
    const snapshot = { ...saved.snapshot, tensors, ...(optimizerSteps && { optimizerSteps }) }
    writeFileSync(file, writeCheckpoint({ ...saved, snapshot }, '0.1.0'))
    const request = JSON.stringify({ targets, noise, options: OPTIONS.slice(0, 1) })
    const { status, stdout, stderr } = python([HELPER, SCRIPT, file], request)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const [{ after }] = JSON.parse(stdout) as [{ after: number[][] }]
    const moves = after.flatMap((own, i) =>
      saved.snapshot.tensors[i]!.name.startsWith('decoder')
        ? own.map((value, k) => Math.abs(value - values[i]![k]!))
        : [],
    )
    expect(Math.max(...moves) / settings.lr).toBeCloseTo(1, 3)
  })

  test.each(['adam', 'rmsprop', 'adagrad', 'sgd'] as const)(
    'trains on from the checkpoint with %s, and writes what opens again',
    (optimizer) => {
      const rename = (name: string) =>
        ({ rmsprop: 'square_avg', adagrad: 'sum' })[optimizer as string] ?? name
      const run = savedRun({ ...change, optimizer }, STEP)
      const kept = run.snapshot.tensors.filter(
        ({ name }) =>
          optimizer === 'adam' ||
          !name.startsWith('optimizer.') ||
          (optimizer !== 'sgd' && name.includes('exp_avg_sq')),
      )
      const tensors = kept.map((one) => ({
        ...one,
        name: one.name.replace('exp_avg_sq', rename('exp_avg_sq')),
      }))
      const file = path.join(folder, `${optimizer}.safetensors`)
      writeFileSync(file, writeCheckpoint({ ...run, snapshot: { ...run.snapshot, tensors } }, '0.1.0'))
      for (const name of ['train-images-idx3-ubyte', 't10k-images-idx3-ubyte'])
        writeFileSync(path.join(folder, name), imagesFile(64))
      const args = ['--checkpoint', file, '--data', folder, '--steps', '50', '--output', 'out.safetensors']
      const { status, stdout, stderr } = python([SCRIPT, ...args, '--device', 'cpu'], '', folder)
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(stdout).toMatch(/from step 42 to 50[^]*step 50: ELBO -\d/)

      const opened = readCheckpointFile(readFileSync(path.join(folder, 'out.safetensors')))
      expect(opened).toMatchObject({
        settings: run.settings,
        snapshot: {
          step: 50,
          data: run.snapshot.data,
          optimizerSteps: optimizer === 'sgd' ? { encoder: 8, decoder: 8 } : { encoder: 50, decoder: 50 },
        },
      })
      expect(opened.snapshot.tensors.map(({ name, shape }) => [name, shape])).toEqual(
        tensors.map(({ name, shape }) => [name, shape]),
      )
      expect(opened.history.evaluations.at(-1)).toMatchObject({ step: 50, images: 64 })
      expect(opened.history.evaluations.at(-1)!.recon).toBeGreaterThan(-700)
      opened.snapshot.tensors.forEach(({ name, values }, i) =>
        expect([...values], name).not.toEqual([...tensors[i]!.values]),
      )
    },
    60_000,
  )
})
