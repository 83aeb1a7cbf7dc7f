/**
 * The script that takes a run away to PyTorch: its gradients are those of the plain-number reference, its optimizer
 * goes on from the checkpoint's state, what it writes opens again. Where torch is missing: syntax and shapes.
 * PYTHON: the interpreter to try; if it is not set, one that has torch.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { imagesFile } from '../src/data/testing/idx-bytes.ts'
import { architectureOf } from '../src/engine/training.ts'
import { ESTIMATOR_METAS } from '../src/estimators/metas.ts'
import { BASELINES } from '../src/estimators/options.ts'
import { plainElboGradient, plainNegElbo } from '../src/estimators/reference.ts'
import { ESTIMATORS } from '../src/estimators/registry.ts'
import { FAMILY_METAS, type FamilyId } from '../src/families/metas.ts'
import { KL_MODES, NOISE_KINDS } from '../src/families/options.ts'
import { FAMILIES } from '../src/families/registry.ts'
import { OBJECTIVE_METAS } from '../src/objectives/metas.ts'
import { OBJECTIVES } from '../src/objectives/registry.ts'
import { uniform } from '../src/math/random.ts'
import { parameterSpecs } from '../src/model/architecture.ts'
import { plainNetwork, plainValues } from '../src/model/reference.ts'
import { ADAM, adamScale } from '../src/optim/adam.ts'
import { temperatureAt } from '../src/protocol/annealing.ts'
import { drawsBesideOf, ESTIMATOR_IDS, estimatorsFor, usesBaselines } from '../src/protocol/estimators.ts'
import { familyMetaOf } from '../src/protocol/families.ts'
import {
  DEFAULT_SETTINGS,
  FORMER_NAMES,
  klInForce,
  SETTING_KEYS,
  settingConflict,
  SETTINGS,
  shapeOf,
  type SettingSpec,
  type Settings,
} from '../src/protocol/settings.ts'
import { readCheckpointFile, writeCheckpoint } from '../src/store/checkpoints/checkpoint-file.ts'
import { hasPython, python, SCRIPT } from './support/python.ts'
import { hasTorch, processesMeet, torch, torchrun } from './support/torch.ts'
import { savedRun, SMALL_SETTINGS } from './support/saved-run.ts'

const HELPER = fileURLToPath(new URL('./support/train_gradient.py', import.meta.url))
const PARTS = fileURLToPath(new URL('./support/train_parts.py', import.meta.url))

const STEP = 42
const change: Partial<Settings> = {
  hidden: [5, 3],
  latent: 2,
  classes: 3,
  activation: 'tanh',
  batch: 16,
  lr: 0.01,
}
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

/** Two draws of an image each: two samples, or together in one bound. */
const BOUNDS = OBJECTIVE_METAS.map(({ id, usesK }) => ({
  objective: id,
  ...(usesK ? { samples: 1, k: 2 } : { samples: 2, k: 1 }),
}))

/** Every estimator, KL mode, baseline and bound, with every family. */
const ALL_OPTIONS = FAMILY_METAS.flatMap(({ id: family }) =>
  ESTIMATOR_METAS.flatMap(({ id: estimator }) =>
    KL_MODES.flatMap((kl) =>
      BASELINES.flatMap((baseline) =>
        BOUNDS.map((bound) => ({
          family,
          estimator,
          kl,
          baseline,
          ...bound,
          beta: 0.7,
          temperature: 0.7,
          dial: 0.6,
        })),
      ),
    ),
  ),
)
type Options = (typeof ALL_OPTIONS)[number]

const isLegal = (options: Partial<Settings>) => settingConflict({ ...settings, ...options }) === null

/** The legal ones that differ: without a baseline where the estimator uses none. */
const DIFFERENT = ALL_OPTIONS.filter(
  (options) => isLegal(options) && (usesBaselines(options.estimator) || options.baseline === 'none'),
)

/** Beta enters the shares of a bound with weights, and what an estimator makes of them: there with other values too. */
const OPTIONS = DIFFERENT.flatMap((options) =>
  options.objective === 'elbo' ? [options] : [0.25, 0.7, 1].map((beta) => ({ ...options, beta })),
)

const relativeError = (actual: readonly number[], expected: readonly number[]) =>
  Math.hypot(...actual.map((value, i) => value - expected[i]!)) / (Math.hypot(...expected) || 1)

/** A saved run of a family, with what a step of it computes from and what must come of it. */
function problemOf(family: FamilyId) {
  const own: Settings = { ...settings, family }
  const { snapshot } = savedRun({ ...change, family }, STEP)
  const architecture = architectureOf(own)
  const specs = parameterSpecs(architecture)
  const values = snapshot.tensors.slice(0, specs.length).map((one) => one.values)
  const slot = (name: string) => snapshot.tensors.filter((one) => one.name.startsWith(`optimizer.${name}.`))
  const plain = FAMILIES[family].reference(shapeOf(own))
  const { noise: width } = familyMetaOf(family).widths(shapeOf(own))
  // For the samples, and then for the draws that an estimator has beside them.
  const noise = Array.from({ length: SAMPLES + MOST_BESIDE }, (_, l) =>
    Array.from({ length: IMAGES }, (__, b) => {
      const drawn = Array.from(plain.noise(1, { seed: 5, stream: 901, step: 10 * l + b }))
      return drawn.slice(0, width)
    }),
  )
  const byImage = (draws: typeof noise) => TARGETS.map((_, b) => draws.map((draw) => draw[b]!))

  return {
    file: path.join(folder, `${family}.safetensors`),
    snapshot,
    noise,
    values,
    /** Encoder and decoder. */
    halves: ['encoder', 'decoder'].map((half) =>
      specs.flatMap(({ name }, i) => (name.startsWith(half) ? [i] : [])),
    ),
    gradient: ({ estimator, kl, baseline, temperature, dial, beta, objective, k }: Options): number[][] => {
      const beside = drawsBesideOf(estimator, SAMPLES)
      return plainValues(
        plainElboGradient(
          architecture,
          plainNetwork(architecture, values),
          {
            targets: TARGETS,
            noise: byImage(noise.slice(0, SAMPLES)),
            noiseBeside: byImage(noise.slice(SAMPLES, SAMPLES + beside)),
            beta,
          },
          ESTIMATORS[estimator].reference,
          {
            family: plain,
            objective: OBJECTIVES[objective].reference(k),
            kl: klInForce({ objective, kl }),
            baseline,
            movingAverage: -123.5,
            temperature,
            dial,
          },
        ),
      ).map((one) => [...one])
    },
    /** With beta = 1, whatever is trained. */
    bound: ({ objective, k }: Options): number | null =>
      objective === 'elbo'
        ? null
        : -plainNegElbo(
            architecture,
            plainNetwork(architecture, values),
            { targets: TARGETS, noise: byImage(noise.slice(0, SAMPLES)), beta: 1 },
            plain,
            OBJECTIVES[objective].reference(k),
          ),
    /** Adam's next step in plain numbers. */
    afterAdam(gradient: readonly number[], i: number): number[] {
      const [m, v] = [slot('exp_avg')[i]!.values, slot('exp_avg_sq')[i]!.values]
      const { scale, floor } = adamScale(settings.lr, STEP + 1)
      return gradient.map((g, k) => {
        const nextM = ADAM.beta1 * m[k]! + (1 - ADAM.beta1) * g
        const nextV = ADAM.beta2 * v[k]! + (1 - ADAM.beta2) * g * g
        return values[i]![k]! - (scale * nextM) / (Math.sqrt(nextV) + floor)
      })
    },
  }
}

const [IMAGES, SAMPLES] = [4, 2]
const MOST_BESIDE = Math.max(...ESTIMATOR_IDS.map((id) => drawsBesideOf(id, SAMPLES)))
const TARGETS = Array.from({ length: IMAGES }, (_, b) =>
  Array.from(uniform(784, 0, 1, { seed: 5, stream: 900, step: b })),
)

/** Settings that the rules are about, with values on both sides of each limit. */
const MIXED: Readonly<Record<string, readonly (string | number)[]>> = {
  family: FAMILY_METAS.map(({ id }) => id),
  estimator: ESTIMATOR_METAS.map(({ id }) => id),
  objective: OBJECTIVE_METAS.map(({ id }) => id),
  kl: KL_MODES,
  baseline: BASELINES,
  noise: NOISE_KINDS,
  samples: [1, 2, 3, 4, 16, 17, 32, 64],
  k: [1, 2, 4, 5, 16, 64],
  latent: [1, 2, 6, 7, 12, 13, 20, 64],
  classes: [2, 4, 10, 11, 64],
}

describe.skipIf(!hasPython)('with Python, torch or not', () => {
  test('refuses what the lab refuses, and nothing else', () => {
    const check = `
import importlib.util, json, sys
spec = importlib.util.spec_from_file_location("train", sys.argv[1])
train = importlib.util.module_from_spec(spec)
spec.loader.exec_module(train)
for settings in json.load(sys.stdin):
    try:
        train.refuse_illegal(settings)
        print("")
    except SystemExit as refusal:
        print(refusal)`
    const wide = { family: 'bernoulli', latent: 13 } as const
    const few = ALL_OPTIONS.map((options) => ({ ...options, samples: 1, k: 1 }))
    const most = ALL_OPTIONS.map((options) => ({ ...options, samples: 16, k: 5 }))
    const many = ALL_OPTIONS.map((options) => ({ ...options, ...wide }))
    const pairs = ALL_OPTIONS.flatMap((options) => [
      { ...options, noise: 'antithetic' as const },
      { ...options, noise: 'antithetic' as const, samples: 4, k: 3 },
    ])
    const rest = Array.from({ length: 4000 }, (_, i) => {
      const draws = uniform(10, 0, 1, { seed: 6, stream: 902, step: i })
      return Object.fromEntries(
        Object.entries(MIXED).map(([key, values], at) => [
          key,
          values[Math.floor(draws[at]! * values.length)],
        ]),
      )
    })
    const all = [...ALL_OPTIONS, ...few, ...most, ...many, ...pairs, ...rest].map((options) => ({
      ...settings,
      ...options,
    }))
    const { stdout, stderr } = python(['-c', check, SCRIPT], JSON.stringify(all))
    expect(stderr).toBe('')
    const answers = stdout.split('\n').slice(0, -1)
    expect(answers.map((text) => text === '')).toEqual(all.map(isLegal))
    expect(new Set(answers)).toContain(
      'The estimator disarm requires antithetic-pairs, which the family categorical does not offer. ' +
        `Use ${estimatorsFor({ ...settings, family: 'categorical' }).join(' or ')}.`,
    )
    expect(new Set(answers)).toContain(
      'The codes have more than 4,096 states. Use another estimator, or fewer latents.',
    )
    expect(new Set(answers)).toContain(
      'The code would hold 4,096 numbers; the most is 200. Use fewer latents, or fewer classes.',
    )
    expect(rest.filter((options) => isLegal(options)).length).toBeGreaterThan(100)
  })

  test('anneals the temperature as the lab does', () => {
    const check = `
import importlib.util, json, sys
spec = importlib.util.spec_from_file_location("train", sys.argv[1])
train = importlib.util.module_from_spec(spec)
spec.loader.exec_module(train)
print(json.dumps([train.at_step(settings, step)["temperature"] for settings, step in json.load(sys.stdin)]))`
    const schedules = [
      { temperature: 1, anneal: 0, coldest: 0.5 },
      { temperature: 1, anneal: 0.001, coldest: 0.5 },
      { temperature: 0.3, anneal: 0.001, coldest: 0.5 },
    ]
    const all = schedules.flatMap((schedule) => [0, 1, 42, 10_000].map((step) => [schedule, step] as const))
    const { stdout, stderr } = python(['-c', check, SCRIPT], JSON.stringify(all))
    expect(stderr).toBe('')
    const found = JSON.parse(stdout) as number[]
    expect(found).toHaveLength(all.length)
    all.forEach(([schedule, step], i) => expect(found[i]).toBeCloseTo(temperatureAt(schedule, step), 14))
  })

  test('what a checkpoint of an earlier version does not say is the lab’s default', () => {
    const check = `
import json, runpy
train = runpy.run_path(${JSON.stringify(SCRIPT)}, run_name="train")
given = json.dumps({"posterior": "bernoulli", "latent": 3})
print(json.dumps([train["DEFAULTS"], train["NOT_USED"], train["settings_in"]({"settings": given})]))`
    const { stdout, stderr } = python(['-c', check])
    expect(stderr).toBe('')
    const [defaults, notUsed, settingsIn] = JSON.parse(stdout) as [object, string[], object]
    const used = Object.entries(DEFAULT_SETTINGS).filter(([key]) => !notUsed.includes(key))
    expect(defaults).toEqual(Object.fromEntries(used))
    expect(settingsIn).toEqual({ ...defaults, family: 'bernoulli', latent: 3 })
  })

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
})

/** The gradient of every estimator, baseline and KL is the reference's, and Adam goes on. */
function expectGradients(family: Settings['family']): void {
  const problem = problemOf(family)
  const options = OPTIONS.filter((one) => one.family === family)
  const run = savedRun({ ...change, ...options[0] }, STEP)
  writeFileSync(problem.file, writeCheckpoint(run, '0.1.0'))
  const request = JSON.stringify({ targets: TARGETS, noise: problem.noise, options })
  const { status, stdout, stderr } = torch([HELPER, SCRIPT, problem.file], request)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const answers = JSON.parse(stdout) as (Record<'exact' | 'single' | 'after', number[][]> & {
    readonly bound: number | null
  })[]
  expect(answers).toHaveLength(options.length)
  answers.forEach(({ exact, single, after, bound }, k) => {
    // A point has no bound.
    const shown = familyMetaOf(family).isRandom ? problem.bound(options[k]!) : null
    if (shown === null) expect(bound).toBeNull()
    else expect(bound! / shown).toBeCloseTo(1, 6)
    const expected = problem.gradient(options[k]!)
    for (const half of problem.halves) {
      const of = (gradient: number[][]) => half.flatMap((i) => gradient[i]!)
      expect(relativeError(of(exact), of(expected)), JSON.stringify(options[k])).toBeLessThan(1e-6)
    }
    expect(relativeError(single.flat(), expected.flat()), JSON.stringify(options[k])).toBeLessThan(1e-4)
    single.forEach((own, i) => expect(relativeError(after[i]!, problem.afterAdam(own, i))).toBeLessThan(1e-5))
  })
}

describe.skipIf(!hasTorch)(
  'the gradient of every estimator, baseline and KL is the reference’s, and Adam goes on',
  () => {
    test.each(FAMILY_METAS.map(({ id }) => id))('%s', { tags: 'thorough' }, expectGradients)
  },
)

describe.skipIf(!hasTorch)('with torch', { tags: 'thorough' }, () => {
  test('antithetic noise: the second half of the samples has the opposite of the first half’s, as in the lab', () => {
    const check = `
import importlib.util, json, sys
import torch
spec = importlib.util.spec_from_file_location("train", sys.argv[1])
train = importlib.util.module_from_spec(spec)
spec.loader.exec_module(train)
answers = []
for settings in json.load(sys.stdin):
    width, _ = train.family_of(settings).widths(settings)
    q = train.family_of(settings)(torch.zeros(3, width), settings)
    drawn = train.draw_noise(q, train.in_force(settings))
    answers.append(drawn.reshape(len(drawn), -1).tolist())
json.dump(answers, sys.stdout)`
    const [samples, k] = [4, 3]
    const all = (['gaussian', 'bernoulli', 'categorical'] as const).map((family) => ({
      ...settings,
      family,
      estimator: 'vimco' as const,
      objective: 'importance-weighted' as const,
      noise: 'antithetic' as const,
      samples,
      k,
    }))
    const { stdout, stderr } = torch(['-c', check, SCRIPT], JSON.stringify(all))
    expect(stderr).toBe('')
    const drawn = JSON.parse(stdout) as number[][][]
    drawn.forEach((rows, i) => {
      expect(rows).toHaveLength(samples * k)
      const { antithetic } = FAMILIES[all[i]!.family].reference(shapeOf(all[i]!))
      for (let one = 0; one < k; one++)
        for (let l = 0; l < samples / 2; l++) {
          const [own, other] = [rows[one * samples + l]!, rows[one * samples + l + samples / 2]!]
          expect(relativeError(other, [...antithetic!(Float32Array.from(own))])).toBeLessThan(1e-5)
        }
      expect(new Set(rows.flat().map((value) => value.toFixed(6))).size).toBe(rows.flat().length)
    })
  })

  test('two processes take the step that one takes, with every family, estimator, baseline and bound', ({
    skip,
  }) => {
    skip(!processesMeet(), 'two processes do not meet here')
    const requests = FAMILY_METAS.map(({ id: family }) => {
      const options = OPTIONS.filter((one) => one.family === family)
      const file = path.join(folder, `parts of ${family}.safetensors`)
      writeFileSync(file, writeCheckpoint(savedRun({ ...change, ...options[0] }, STEP), '0.1.0'))
      return { file, options }
    })
    const request = path.join(folder, 'parts.json')
    // Of five images a process has two, the other three; of a single image one process has none.
    const targets = [...TARGETS, TARGETS[0]!]
    writeFileSync(request, JSON.stringify({ targets, requests }))
    const { status, stderr } = torchrun(2, [PARTS, SCRIPT, request], folder)
    expect(status, stderr).toBe(0)
    const answers = JSON.parse(readFileSync(`${request}.answer`, 'utf8')) as {
      readonly options: unknown
      readonly values: number
      readonly gradient: number
    }[]
    expect(answers).toHaveLength(2 * OPTIONS.length)
    for (const { options, values, gradient } of answers) {
      expect(values, JSON.stringify(options)).toBeLessThan(1e-5)
      expect(gradient, JSON.stringify(options)).toBeLessThan(1e-4)
    }
  })

  const ids = (metas: readonly { readonly id: string }[]) => metas.map(({ id }) => id).join(', ')

  test.each([
    ['estimator', 'measure-valued', ids(ESTIMATOR_METAS)],
    ['kl', 'annealed', 'closed-form, monte-carlo, sticking-the-landing'],
    ['family', 'von-mises', ids(FAMILY_METAS)],
    ['posterior', 'von-mises', ids(FAMILY_METAS)],
    ['objective', 'annealed', ids(OBJECTIVE_METAS)],
  ])('refuses an %s that it does not know, and says which it knows', (name, value, known) => {
    const other = { ...saved, settings: { ...settings, [name]: value } as unknown as Settings }
    const file = path.join(folder, `unknown ${name}.safetensors`)
    writeFileSync(file, writeCheckpoint(other, '0.1.0'))
    const { status, stderr } = torch([SCRIPT, '--checkpoint', file, '--data', folder], '', folder)
    expect(status).toBe(1)
    expect(stderr.trim()).toBe(
      `This script does not know ${FORMER_NAMES[name] ?? name} '${value}'. It knows ${known}.`,
    )
  })

  test('refuses a setting that it does not know', () => {
    const other = { ...saved, settings: { ...settings, annealing: 'linear' } }
    const file = path.join(folder, 'unknown setting.safetensors')
    writeFileSync(file, writeCheckpoint(other, '0.1.0'))
    const { status, stderr } = torch([SCRIPT, '--checkpoint', file, '--data', folder], '', folder)
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
    const { noise, values } = problemOf('gaussian')
    const request = JSON.stringify({ targets: TARGETS, noise, options: OPTIONS.slice(0, 1) })
    const { status, stdout, stderr } = torch([HELPER, SCRIPT, file], request)
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
      const { status, stdout, stderr } = torch([SCRIPT, ...args, '--device', 'cpu'], '', folder)
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
  )

  test.each([
    ['bernoulli', 'gumbel-softmax'],
    ['categorical', 'reinmax'],
  ] as const)(
    'trains %s codes on with %s; its bound and its samples are of hard codes',
    (family, estimator) => {
      const annealed = { temperature: 0.7, anneal: 0.001, coldest: 0.1 }
      const run = savedRun({ ...change, family, estimator, ...annealed }, STEP)
      const file = path.join(folder, `${estimator}.safetensors`)
      writeFileSync(file, writeCheckpoint(run, '0.1.0'))
      for (const name of ['train-images-idx3-ubyte', 't10k-images-idx3-ubyte'])
        writeFileSync(path.join(folder, name), imagesFile(64))
      const args = ['--checkpoint', file, '--data', folder, '--steps', '50', '--samples', 'sheet.pgm']
      const { status, stderr } = torch([SCRIPT, ...args, '--device', 'cpu'], '', folder)
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      const { snapshot, history } = readCheckpointFile(
        readFileSync(path.join(folder, 'continued.safetensors')),
      )
      expect(snapshot.step).toBe(50)
      expect(history.evaluations.at(-1)!.kl).toBeGreaterThan(0)
      const sheet = readFileSync(path.join(folder, 'sheet.pgm'))
      expect(sheet.subarray(0, 15).toString()).toBe('P5 224 224 255\n')
      expect(sheet).toHaveLength(15 + 224 ** 2)

      const check = `
import importlib.util, json, sys
spec = importlib.util.spec_from_file_location("train", sys.argv[1])
train = importlib.util.module_from_spec(spec)
spec.loader.exec_module(train)
run, seen, temperatures = train.Run(sys.argv[2], "cpu"), [], []
objective, forward = train.objective, train.forward
def told(parameters, settings, *rest):
    temperatures.append(settings["temperature"])
    return objective(parameters, settings, *rest)
train.objective = told
for _ in range(2):
    run.advance(train.torch.zeros(4, 784))
def spy(parameters, half, settings, x):
    if half == "decoder":
        seen.extend(x.unique().tolist())
    return forward(parameters, half, settings, x)
train.forward = spy
run.sample(64)
run.evaluate(train.torch.zeros(64, 784, dtype=train.torch.uint8))
print(json.dumps([seen, temperatures]))`
      const seen = torch(['-c', check, SCRIPT, file])
      expect(seen.stderr).toBe('')
      const at = (step: number) => expect.closeTo(temperatureAt(annealed, step), 12)
      expect(JSON.parse(seen.stdout)).toEqual([
        [0, 1, 0, 1],
        [at(STEP), at(STEP + 1)],
      ])
    },
  )
})
