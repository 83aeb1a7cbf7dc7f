/**
 * What the exported PyTorch script does beyond one run: several processes, several seeds and settings, a log for TensorBoard, and
 * answers to mistakes in its arguments. PYTHON: the interpreter to try; if it is not set, one that has torch.
 */
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { imagesFile } from '../src/data/testing/idx-bytes.ts'
import { SETTING_KEYS, SETTINGS, type Settings, type SettingSpec } from '../src/protocol/settings.ts'
import { readCheckpointFile, writeCheckpoint } from '../src/store/checkpoints/checkpoint-file.ts'
import { hasPython, python, SCRIPT } from './support/python.ts'
import { hasTorch, processesMeet, torch, torchrun } from './support/torch.ts'
import { savedRun } from './support/saved-run.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'elbo-lab-'))
const checkpoint = path.join(folder, 'model.safetensors')
const START = ['--checkpoint', checkpoint, '--data', folder, '--device', 'cpu']

beforeAll(() => {
  // 64 images in batches of 21: the last one has one image, so that one of two processes has none.
  const settings = { estimator: 'score-function', samples: 2, batch: 21, hidden: [5], latent: 3 } as const
  writeFileSync(checkpoint, writeCheckpoint(savedRun(settings), '0.1.0'))
  for (const name of ['train-images-idx3-ubyte', 't10k-images-idx3-ubyte'])
    writeFileSync(path.join(folder, name), imagesFile(64))
})
afterAll(() => rmSync(folder, { recursive: true }))

type Row = Readonly<Record<string, string>>

function rowsOf(file: string): Row[] {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const names = head!.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])))
}

const SWEEP = [
  ...['--seeds', '3,4', '--steps', '6'],
  ...['--sweep', 'family=gaussian,bernoulli', '--sweep', 'baseline=batch,moving-average'],
]
const FIGURES = ['elbo', 'recon', 'kl', 'test_elbo', 'test_recon', 'test_kl']

describe.skipIf(!hasTorch)('several runs', { tags: 'thorough' }, () => {
  test('a row of each; two processes have the rows that one has; each opens in the lab; none is run twice', ({
    skip,
  }) => {
    skip(!processesMeet(), 'two processes do not meet here')
    const one = torch([SCRIPT, ...START, ...SWEEP, '--output', 'one'], '', folder)
    expect(one).toMatchObject({ status: 0, stderr: '' })
    const two = torchrun(2, [SCRIPT, ...START, ...SWEEP, '--output', 'two'], folder)
    expect(two.status, two.stderr).toBe(0)
    const [rows, shared] = ['one', 'two'].map((name) => rowsOf(path.join(folder, name, 'runs.csv')))

    expect(Object.keys(rows![0]!)).toEqual([
      'family',
      'baseline',
      'seed',
      'step',
      'seconds',
      ...FIGURES,
      'diverged',
    ])
    expect(rows!.map(({ family, baseline, seed }) => `${family} ${baseline} ${seed}`)).toEqual(
      ['gaussian', 'bernoulli'].flatMap((family) =>
        ['batch', 'moving-average'].flatMap((baseline) =>
          [3, 4].map((seed) => `${family} ${baseline} ${seed}`),
        ),
      ),
    )
    expect(new Set(rows!.map((row) => row['test_elbo'])).size).toBe(rows!.length)
    rows!.forEach((row, i) => {
      expect(row).toMatchObject({ step: '6', diverged: '' })
      for (const name of FIGURES) {
        const [alone, together] = [Number(row[name]), Number(shared![i]![name])]
        expect(Math.abs(together - alone) / Math.abs(alone), `${name} of row ${i}`).toBeLessThan(1e-5)
      }
    })

    const file = path.join(folder, 'two', 'family=bernoulli,baseline=batch,seed=4.safetensors')
    const opened = readCheckpointFile(readFileSync(file))
    expect(opened).toMatchObject({
      settings: { family: 'bernoulli', baseline: 'batch', seed: 4, latent: 3 },
      snapshot: { step: 6, optimizerSteps: { encoder: 6, decoder: 6 } },
      history: { rows: [], settings: { family: 'bernoulli' }, stepsPerEpoch: 31 },
    })
    expect(opened.history.evaluations.map(({ step }) => step)).toEqual([4, 6])

    const further = [SCRIPT, ...START, ...SWEEP, '--output', 'one', '--seeds', '4,5']
    const { stdout } = torch(further, '', folder)
    expect(stdout.match(/seed=4: done before/g)).toHaveLength(4)
    expect(rowsOf(path.join(folder, 'one', 'runs.csv'))).toHaveLength(12)
  })

  test('of another bound than the ELBO its values stand beside it; what is given twice is run once', () => {
    // As an earlier version wrote it, which knew no such bound.
    const saved = savedRun({ batch: 21, hidden: [5], latent: 3 })
    const { objective: _objective, k: _k, noise: _noise, ...settings } = saved.settings
    const file = path.join(folder, 'earlier.safetensors')
    writeFileSync(file, writeCheckpoint({ ...saved, settings: settings as Settings }, '0.1.0'))
    const sweep = [
      '--sweep',
      'objective=elbo,importance-weighted',
      '--sweep',
      'lr=1e-3,0.001',
      '--seeds',
      '3,3',
    ]
    const args = ['--checkpoint', file, '--steps', '6', '--output', 'bounds', ...sweep]
    const { status, stdout, stderr } = torch([SCRIPT, ...START, ...args], '', folder)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain(
      'lr=0.001 is given more than once: it is run once.\nseed=3 is given more than once',
    )
    expect(stdout).toMatch(/step 6: ELBO -[\d.]+, L_5 -[\d.]+, reconstruction/)
    expect(stdout).toMatch(/step 6: ELBO -[\d.]+, reconstruction/)

    const rows = rowsOf(path.join(folder, 'bounds', 'runs.csv'))
    expect(Object.keys(rows[0]!).slice(5)).toEqual([...FIGURES, 'bound', 'test_bound', 'diverged'])
    expect(rows.map(({ objective }) => objective)).toEqual(['elbo', 'importance-weighted'])
    const [elbo, weighted] = rows
    expect(elbo).toMatchObject({ bound: '', test_bound: '' })
    for (const name of ['elbo', 'test_elbo']) {
      const bound = Number(weighted![name.replace('elbo', 'bound')])
      expect(bound).toBeGreaterThan(Number(weighted![name]))
      expect(bound).toBeLessThan(0)
    }
    const name = 'objective=importance-weighted,lr=0.001,seed=3.safetensors'
    const { history } = readCheckpointFile(readFileSync(path.join(folder, 'bounds', name)))
    const value = expect.closeTo(Number(weighted!['test_bound']), 9)
    expect(history.evaluations.at(-1)).toMatchObject({ step: 6, bound: { k: 5, value } })
  })

  test('settings of another model begin from new weights; a run that diverges has a row, and the next one begins', () => {
    const sweep = [
      '--sweep',
      'hidden=4,3-2',
      '--sweep',
      'optimizer=adagrad',
      '--sweep',
      'learning-rate=1,1e-3',
    ]
    const args = [SCRIPT, ...START, '--steps', '2', '--output', 'models', ...sweep]
    const check = `
import runpy, sys, torch
sys.argv = ["train.py"] + sys.argv[2:]
module = runpy.run_path(${JSON.stringify(SCRIPT)}, run_name="train")
advance = module["Run"].advance
def lost(run, x):
    values = advance(run, x)
    return [value * float("nan") for value in values] if run.settings["lr"] == 1 else values
module["Run"].advance = lost
module["main"]()`
    const { status, stdout, stderr } = torch(['-c', check, ...args], '', folder)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('hidden=3-2,optimizer=adagrad,lr=1.0,seed=1: Diverged at step 1')
    const rows = rowsOf(path.join(folder, 'models', 'runs.csv'))
    expect(rows.map(({ hidden, lr, diverged, step }) => [hidden, lr, diverged, step])).toEqual([
      ['4', '1.0', 'yes', '1'],
      ['4', '0.001', '', '2'],
      ['3-2', '1.0', 'yes', '1'],
      ['3-2', '0.001', '', '2'],
    ])
    const file = path.join(folder, 'models', 'hidden=3-2,optimizer=adagrad,lr=0.001,seed=1.safetensors')
    const { settings, snapshot } = readCheckpointFile(readFileSync(file))
    expect(settings).toMatchObject({ hidden: [3, 2], lr: 1e-3, optimizer: 'adagrad' })
    expect(snapshot.tensors.map(({ name }) => name)).toContain('optimizer.sum.decoder.2.bias')
    const weights = snapshot.tensors.find(({ name }) => name === 'encoder.0.weight')!.values
    const most = weights.reduce((top, value) => Math.max(top, Math.abs(value)), 0)
    // Uniform up to 1 / 28, and two steps of 0.001 at most.
    expect(most).toBeGreaterThan(0.03)
    expect(most).toBeLessThan(1 / 28 + 0.003)
  })

  test('a log for TensorBoard has the figures of the table, by their steps', () => {
    const check = `
import json, runpy, sys, types
seen = []
class SummaryWriter:
    def __init__(self, folder): self.folder = folder
    def add_scalar(self, name, value, step): seen.append([self.folder, name, step])
    def close(self): pass
sys.modules["torch.utils.tensorboard"] = types.SimpleNamespace(SummaryWriter=SummaryWriter)
sys.argv = ["train.py"] + sys.argv[2:]
runpy.run_path(${JSON.stringify(SCRIPT)}, run_name="__main__")
print(json.dumps(seen))`
    const args = [
      SCRIPT,
      ...START,
      '--seeds',
      '1',
      '--steps',
      '6',
      '--output',
      'logged',
      '--tensorboard',
      'log',
    ]
    const { stdout, stderr } = torch(['-c', check, ...args], '', folder)
    expect(stderr).toBe('')
    const seen = JSON.parse(stdout.trim().split('\n').at(-1)!) as unknown
    expect(seen).toEqual([4, 6].flatMap((step) => FIGURES.map((name) => ['log/seed=1', name, step])))
  })
})

describe.skipIf(!hasTorch)(
  'a mistake in the arguments is answered with what to do',
  { tags: 'thorough' },
  () => {
    mkdirSync(path.join(folder, 'other'))
    writeFileSync(path.join(folder, 'other', 'runs.csv'), 'lr,seed,step\n1,1,6\n')
    const MISTAKES: readonly (readonly [readonly string[], RegExp])[] = [
      [['--steps', '42'], /^The checkpoint is at step 42. Give --steps more than that.$/],
      [
        ['--checkpoint', 'none.safetensors'],
        /^There is no none.safetensors. Export model.safetensors from the lab/,
      ],
      [['--seeds', '1,x'], /^seed=x: this takes a whole number.$/],
      [['--seeds', '-1'], /^seed=-1: this must lie between 0 and 4294967295.$/],
      [
        ['--sweep', 'lr=1e-3', '--sweep', 'learning-rate=1e-4'],
        /^--sweep learning-rate=1e-4: lr is swept twice. Write all its values in one --sweep.$/,
      ],
      [
        ['--sweep', 'family=categorical', '--sweep', 'classes=64', '--sweep', 'latent=64'],
        /^family=categorical,classes=64,latent=64,seed=1: The code would hold 4,096 numbers; the most is 200/,
      ],
      [['--sweep', 'lr'], /^--sweep lr: write a setting and its values, as in --sweep lr=1e-3,3e-4.$/],
      [['--sweep', 'lr=1e-3,'], /write a setting and its values/],
      [['--sweep', 'seed=1,2'], /^--sweep seed=1,2: write --seeds 1,2.$/],
      [['--sweep', 'rate=1'], /^--sweep rate=1: a run here has no setting 'rate'. It has estimator, /],
      [['--sweep', 'lr=fast'], /^lr=fast: this takes a number.$/],
      [['--sweep', 'lr=2'], /^lr=2: this must lie between 1e-07 and 1.$/],
      [['--sweep', 'hidden=4-4-4-4-4'], /^hidden=4-4-4-4-4: this takes one to four widths/],
      [
        ['--sweep', 'estimator=reinforce'],
        /^estimator=reinforce,seed=1: .* does not know estimator 'reinforce'/,
      ],
      [
        ['--sweep', 'estimator=dreg'],
        /^estimator=dreg,seed=1: The estimator dreg requires importance-weights/,
      ],
      [['--seeds', '1', '--samples', 'x.pgm'], /^--samples is for a single run./],
      [
        ['--seeds', '1', '--output', 'other'],
        /^\S*other\S*runs.csv has the runs of another sweep. Give another folder/,
      ],
      [['--device', 'abacus'], /^PyTorch cannot use the device 'abacus' here. Leave out --device/],
    ]

    test('by one line, before anything is trained', () => {
      // One interpreter for all: PyTorch takes seconds to load.
      const check = `
import contextlib, io, json, runpy, sys
answers = []
for args in json.load(sys.stdin):
    sys.argv = ["train.py", *args]
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        try:
            runpy.run_path(${JSON.stringify(SCRIPT)}, run_name="__main__")
            answers.append(["", told.getvalue()])
        except SystemExit as refusal:
            answers.append([str(refusal), told.getvalue()])
print(json.dumps(answers))`
      const request = MISTAKES.map(([args]) => [...START, '--steps', '50', ...args])
      const { stdout, stderr } = torch(['-c', check], JSON.stringify(request), folder)
      expect(stderr).toBe('')
      const answers = JSON.parse(stdout) as [string, string][]
      answers.forEach(([refusal, told], i) => {
        expect(refusal).toMatch(MISTAKES[i]![1])
        expect(told).toBe('')
      })
    })
  },
)

describe.skipIf(!hasPython)('with Python, torch or not', () => {
  test('numbers have the limits that they have in the lab', () => {
    const check = `
import json, runpy
print(json.dumps({name: [kind.__name__, least, most] for name, (kind, least, most) in
    runpy.run_path(${JSON.stringify(SCRIPT)}, run_name="train")["NUMBERS"].items()}))`
    const numbers = SETTING_KEYS.flatMap((key) => {
      const spec: SettingSpec = SETTINGS[key]
      if ((spec.kind !== 'integer' && spec.kind !== 'real') || ['probe', 'steps'].includes(key)) return []
      return [[key, [spec.kind === 'integer' ? 'int' : 'float', spec.min, spec.max]] as const]
    })
    expect(JSON.parse(python(['-c', check]).stdout)).toEqual(Object.fromEntries(numbers))
  })
})
