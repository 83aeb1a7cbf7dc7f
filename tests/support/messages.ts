/** Every kind of message that crosses the worker, as the page and the engine make them. */
import type { EngineEvent } from '../../src/protocol/engine.ts'
import type { EngineMethod } from '../../src/protocol/methods.ts'
import type { FromWorker, ToWorker } from '../../src/protocol/rpc.ts'
import { DEFAULT_SETTINGS, liveSettings, type Settings } from '../../src/protocol/settings.ts'
import type { ProbeRequest } from '../../src/protocol/variance.ts'
import {
  evaluationAt,
  reportAt,
  withoutUpperEnd,
  rowAt,
  trainedAt,
} from '../../src/store/testing/fake-engine.ts'
import { smallFile } from './saved-run.ts'

const request: ProbeRequest = { draws: 16, samples: 1, kl: 'closed-form', baseline: 'none' }
const own = { pixels: new Uint8Array(784).fill(255, 300, 400) }
const autoencoder: Settings = {
  ...DEFAULT_SETTINGS,
  family: 'point',
  hidden: [200, 100],
  seed: 0xffff_ffff,
}

/** What each method is called with, at least one of each kind. */
const CALLS: Readonly<Record<EngineMethod, readonly (readonly unknown[])[]>> = {
  open: [
    [{ settings: DEFAULT_SETTINGS }],
    [{ settings: autoencoder, files: [new File(['x'], 'train-images-idx3-ubyte.gz')] }],
    [{ settings: smallFile().settings, snapshot: smallFile().snapshot }],
    [{ settings: DEFAULT_SETTINGS, known: { remembered: null, avoided: ['webgl'] } }],
    [
      {
        settings: DEFAULT_SETTINGS,
        known: {
          remembered: { name: 'wasm', measured: [{ name: 'wasm', stepsPerSecond: 90.5 }] },
          avoided: [],
        },
      },
    ],
  ],
  train: [[0], [1200]],
  pause: [[]],
  step: [[]],
  configure: [
    [liveSettings(DEFAULT_SETTINGS), undefined],
    [liveSettings(autoencoder), 2],
  ],
  fork: [[2, 1, liveSettings(DEFAULT_SETTINGS)]],
  dropLane: [[3]],
  promoteLane: [[4]],
  snapshot: [[true], [false]],
  evaluate: [[]],
  probe: [[request]],
  probeLanes: [[64]],
  likelihoodLanes: [[100, 5000]],
  probeBatches: [[request, 5]],
  coordinates: [[request, 3]],
  codebook: [[1000]],
  samplePrior: [
    [64, undefined],
    [64, 2],
  ],
  reconstruct: [[8]],
  decode: [[Float32Array.of(-1.5, 0, 2)]],
  testImages: [[5000]],
  encodings: [[5000]],
  inspect: [
    [{ test: 41 }, 8],
    [own, 8],
  ],
  exactPosterior: [[{ test: 0 }], [own]],
  waysToPosterior: [[{ test: 0 }], [own]],
  gap: [[100]],
  likelihood: [[100, 5000]],
  compareBackends: [[{ settings: DEFAULT_SETTINGS }]],
}

export const TO_WORKER: readonly ToWorker[] = [
  ...Object.entries(CALLS).flatMap(([method, calls], i) =>
    calls.map((args): ToWorker => ({ type: 'call', id: i + 1, method: method as EngineMethod, args })),
  ),
  { type: 'abort', id: 3 },
  { type: 'ping' },
]

const fault = { code: 'unexpected', params: { detail: 'x', step: 3 }, message: 'x\n  at y' }

const EVENTS: readonly EngineEvent[] = [
  { type: 'progress', task: 'download', done: 3, total: 0 },
  { type: 'notice', notice: { code: 'data-fell-back', params: { wanted: 'mnist', status: 404 } } },
  trainedAt(12, [rowAt(11), rowAt(12, { kl: null })]),
  { ...trainedAt(13), lanes: [{ lane: 2, rows: [rowAt(13)] }] },
  { type: 'evaluated', evaluation: evaluationAt(100) },
  { type: 'evaluated', evaluation: evaluationAt(100), lane: 2 },
  {
    type: 'probed',
    report: withoutUpperEnd(reportAt(5)),
    overShare: 0.31,
  },
  { type: 'probed', report: reportAt(6), overShare: null },
  { type: 'probed', report: reportAt(6), overShare: null, lane: 4 },
  { type: 'started' },
  { type: 'paused', step: 12 },
  { type: 'failed', fault },
  { type: 'diverged', step: 12, restoredStep: 10 },
  { type: 'diverged', step: 12, restoredStep: 10, lane: 3 },
  { type: 'ended', fault },
]

export const FROM_WORKER: readonly FromWorker[] = [
  { type: 'answer', id: 1, value: 12 },
  { type: 'fault', id: 2, fault },
  ...EVENTS.map((event): FromWorker => ({ type: 'event', event })),
  { type: 'pong' },
]
