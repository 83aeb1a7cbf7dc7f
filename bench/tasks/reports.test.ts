/** What is measured is what the tables say: ratios, what is wanted of them, and what is left out. */
import { describe, expect, test } from 'vitest'
import type { Measured } from '../measure.ts'
import { reportCurves } from './curves-report.ts'
import type { Curve, CurvePoint } from './curves.ts'
import { reportPace } from './pace-report.ts'
import { reportProfile } from './profile-report.ts'
import { typicalRound } from './profile.ts'
import { reportSmoothness } from './smoothness-report.ts'
import { reportStartup } from './startup-report.ts'
import { plainName, typical, type Visit } from './startup.ts'
import { reportSteps } from './steps-report.ts'
import type { OnBackend, Steps } from './steps.ts'

const around = { machine: 'a machine', browser: 'a browser' }

const measured = (id: string, median: number, dispatches = 0): Measured => ({
  id,
  detail: `${id} by its own means`,
  firstLoss: 553.129,
  rates: [median - 1, median, median + 1],
  median,
  gpuCallsPerStep: { dispatches, submits: 2, readbacks: 0.1, bindGroups: 0, buffers: 0, writes: 0 },
})

const steps = (backend: OnBackend): Steps => ({
  ...around,
  images: { source: 'MNIST', zeros: 0.81 },
  flopsPerStep: 4e8,
  backends: [backend],
})

describe('steps', () => {
  const onGpu: OnBackend = {
    backend: 'webgpu',
    rounds: 3,
    roundsWanted: 9,
    matrixProductGflops: 40,
    measured: [measured('elbo-lab', 50, 24), measured('tfjs-minimize', 10, 185)],
    leftOut: [{ id: 'jax-js', reason: 'no device\n  at somewhere' }],
  }

  test("ratios stand beside what is wanted, and a step's dispatches beside both", () => {
    const text = reportSteps(steps(onGpu))
    expect(text).toMatch(/\| ELBO Lab .* 50\.0 .* 24\.0 /)
    expect(text).toMatch(/\| TF\.js, optimizer\.minimize .* 5\.00 x \(wanted 5 x\) .* 185\.0 /)
    expect(text).toContain('medians of 3 rounds in turn, not 9')
    expect(text).toContain('Left out: jax-js, jit with Adam (no device).')
    expect(text).toContain('20.0 GFLOP/s over the whole step, 50 % (wanted 50 %) of the 40.0 GFLOP/s')
  })

  test('on wasm there is nothing of a GPU to tell', () => {
    const text = reportSteps(steps({ ...onGpu, backend: 'wasm', leftOut: [] }))
    expect(text).not.toContain('dispatches')
    expect(text).toContain('5.00 x (wanted 10 x)')
  })
})

const point = (size: number, milliseconds: number): CurvePoint => ({
  size,
  milliseconds,
  rounds: [milliseconds],
  gflops: 30,
})

test('curves: each table ends with how cost grows; a probe is told in steps', () => {
  const points = [point(64, 5), point(128, 10)]
  const curve: Curve = { axis: 'batch', points, leftOut: [], exponent: 1, exponentAtEnd: 0.96 }
  const probe: Curve = { ...curve, axis: 'draws R', points: [point(16, 40), point(64, 160)] }
  const text = reportCurves({ ...around, source: 'MNIST', backend: 'wasm', steps: [curve], probe })
  expect(text).toContain('Cost grows as (batch)^1.00; over the last three, ^0.96.')
  expect(text).toMatch(/\| 64 +\| +160\.0 \| .* 2\.50 \| +16\.0 \|/)
})

const visit = (firstStep: number): Visit => ({
  firstPaint: 300,
  marks: { usable: 400, model: firstStep - 100, firstStep, tasks: { download: [500, 700] } },
  scriptBytes: 208_400,
  transfers: [
    { file: 'train-images-idx3-ubyte.gz', from: 510, to: 690 },
    { file: 't10k-labels-idx1-ubyte.gz', from: 520, to: 600 },
  ],
  dataset: 'mnist',
  backend: 'wasm',
})

describe('start-up', () => {
  test('the medians beside what is wanted, and what the middle visit consists of', () => {
    const visits = [visit(1000), visit(3000), visit(1400)]
    expect(typical(visits).marks.firstStep).toBe(1400)
    const text = reportStartup({ ...around, settings: 'x', cold: visits, warm: [visit(900)] })
    expect(text).toMatch(/\| cold \| 1\.40 s \(wanted 4 s\) \| 1\.00\.\.3\.00 \|/)
    expect(text).toContain('208 KB gzip (wanted at most 250 KB)')
    expect(text).toMatch(/data: the files +\| +510\.\.690 \|/)
  })

  test("files are known without the build's hash", () => {
    expect(plainName('assets/worker-BbDH-1_9.js')).toBe('worker.js')
    expect(plainName('data/mnist/train-images-idx3-ubyte.gz')).toBe('train-images-idx3-ubyte.gz')
  })
})

test('smoothness: what lasted long stands beside what computed long', () => {
  const toCanvas = Array.from({ length: 100 }, (_, i) => i + 1)
  const text = reportSmoothness({
    ...around,
    settings: 'x',
    stepsPerSecond: 170,
    toCanvas,
    toFrame: toCanvas,
    seconds: 20,
    tasksAtRest: { lasted: [51, 80], computed: [], mostComputed: 28 },
    tasksMoving: { lasted: [], computed: [], mostComputed: 9 },
  })
  expect(text).toMatch(/on the canvas +\| +50\.0 \| 95\.0 \(wanted under 33\) \| +100\.0 \|/)
  expect(text).toMatch(/nobody touches the page \| 2 \(wanted none\) \| +80 \| +0 \| +28 \|/)
  expect(text).toMatch(/moves of a slider +\| 0 \(wanted none\) \| +\| +0 \| +9 \|/)
})

test('a profile: each kernel on one thread and on all, and what lies between the calls', () => {
  const rounds = [
    { step: 900, kernels: { adam: 300, draw: 10 } },
    { step: 1000, kernels: { adam: 400, draw: 20 } },
    { step: 5000, kernels: { adam: 900, draw: 30 } },
  ]
  const oneThread = typicalRound(rounds)
  const allThreads = {
    step: 500,
    kernels: new Map([...oneThread.kernels].map(([name, time]) => [name, time / 2])),
  }
  const text = reportProfile({ ...around, source: 'MNIST', oneThread, allThreads })
  expect(text).toMatch(/\| adam +\| +400 \| +200 \| +40\.0 % \|/)
  expect(text).toMatch(/\| JavaScript between the calls +\| +580 \| +290 \| +58\.0 % \|/)
  expect(text).toMatch(/\| the step +\| +1000 \| +500 \| +100\.0 % \|/)
})

test('the share of the pace is the median over rounds, each with the bare engine of its own', () => {
  const processor = { engine: 10, main: 2, drawing: 1, others: 0.5 }
  const page = { build: null, rates: [50, 10, 90], shown: [51], threads: [], processor }
  const text = reportPace({
    ...around,
    backends: [
      {
        backend: 'wasm',
        bare: [100, 100, 100],
        bareProcessor: { engine: 9, main: 0, drawing: 0, others: 0 },
        pages: [page, { ...page, build: 'older', rates: [40, 20, 30] }],
      },
    ],
  })
  expect(text).toMatch(/\| wasm +\| +100.0 \| +50.0 \| +51.0 \| +50 % \(wanted 85 %\)/)
  expect(text).toMatch(/\| wasm, page of older +\| +100.0 \| +30.0 \| +51.0 \| +30 %/)
  expect(text).toMatch(/\| page +\| +10.00 \| +2.00 \| +1.00 \| +0.50 \| +13.50 \|/)
})
