/** Steps a second as tables to read, one a backend. */
import type { Measured } from '../measure.ts'
import { LAB, PEERS } from '../peers/index.ts'
import { besideWanted, rateText, table } from '../table.ts'
import type { OnBackend, Steps } from './steps.ts'

const HEAD = ['steps/s', 'ms/step', 'range', 'loss', 'the lab is faster by']
const GPU_HEAD = ['dispatches/step', 'submits/step', 'readbacks/step']
const TEXT = ['the lab is faster by']

function row(backend: OnBackend, peer: Measured, lab: Measured | undefined): string[] {
  const entry = PEERS[backend.backend].find(({ id }) => id === peer.id)!
  const { dispatches, submits, readbacks } = peer.gpuCallsPerStep
  const ratio = lab && lab !== peer ? `${(lab.median / peer.median).toFixed(2)} x` : ''
  return [
    entry.label,
    rateText(peer.median),
    (1000 / peer.median).toFixed(2),
    `${rateText(Math.min(...peer.rates))}..${rateText(Math.max(...peer.rates))}`,
    peer.firstLoss.toFixed(3),
    besideWanted(ratio, ratio && entry.wanted ? `${entry.wanted} x` : null),
    ...(isGpu(backend) ? [dispatches.toFixed(1), submits.toFixed(2), readbacks.toFixed(3)] : []),
  ]
}

const isGpu = ({ backend }: OnBackend) => backend !== 'wasm'

function matrixProducts(flopsPerStep: number, { matrixProductGflops }: OnBackend, lab: Measured): string {
  const reached = (flopsPerStep * lab.median) / 1e9
  const share = matrixProductGflops ? ((100 * reached) / matrixProductGflops).toFixed(0) : '?'
  return (
    `A step's matrix products are ${(flopsPerStep / 1e6).toFixed(0)} MFLOP: ${reached.toFixed(1)} GFLOP/s over the ` +
    `whole step, ${share} % (wanted 50 %) of the ${matrixProductGflops?.toFixed(1)} GFLOP/s of one large product.`
  )
}

const roundsOf = ({ rounds, roundsWanted }: OnBackend): string =>
  rounds === roundsWanted
    ? `medians of ${rounds} rounds in turn`
    : `medians of ${rounds} rounds in turn, not ${roundsWanted}, since a step takes long here`

function section(steps: Steps, backend: OnBackend): string[] {
  const { measured, leftOut } = backend
  const lab = measured.find(({ id }) => id === LAB)
  const head = [...HEAD, ...(isGpu(backend) ? GPU_HEAD : [])]
  const label = (id: string) => PEERS[backend.backend].find((entry) => entry.id === id)!.label
  const rows = measured.map((peer) => row(backend, peer, lab))
  return [
    `**${backend.backend}**: ${roundsOf(backend)}.`,
    ...(rows.length > 0 ? [table([backend.backend, ...head], rows, TEXT)] : []),
    measured.map(({ id, detail }) => `${label(id)}: ${detail}`).join('; ') + '.',
    ...leftOut.map(({ id, reason }) => `Left out: ${label(id)} (${reason.split('\n')[0]}).`),
    ...(lab ? [matrixProducts(steps.flopsPerStep, backend, lab)] : []),
  ]
}

export function reportSteps(steps: Steps): string {
  const { machine, browser, images } = steps
  return [
    '784-400-20-400-784, batch 128, Adam, reparameterized, L = 1.',
    `${machine}; ${browser}; ${images.source}, ${(100 * images.zeros).toFixed(0)} % paper.`,
    ...steps.backends.flatMap((backend) => section(steps, backend)),
  ].join('\n\n')
}
