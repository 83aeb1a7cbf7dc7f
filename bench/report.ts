/** The benchmark's results as a table to read. */
import type { Measured } from './measure.ts'
import { LAB, PEERS } from './peers/index.ts'

export interface Results {
  readonly machine: string
  readonly browser: string
  readonly images: { readonly source: string; readonly zeros: number }
  readonly flopsPerStep: number
  /** The machine's own rate for a large matrix product, by the lab's fastest means. */
  readonly matrixProductGflops: number | null
  readonly peers: readonly Measured[]
}

const HEAD = ['', 'steps/s', 'ms/step', 'range', 'loss', 'lab is faster by', 'on']

function row(peer: Measured, lab: Measured | undefined): string[] {
  const entry = PEERS.find(({ id }) => id === peer.id)!
  const ratio = lab && lab !== peer ? `${(lab.median / peer.median).toFixed(2)} x` : ''
  return [
    entry.label,
    peer.median.toFixed(1),
    (1000 / peer.median).toFixed(2),
    `${Math.min(...peer.rates).toFixed(1)}..${Math.max(...peer.rates).toFixed(1)}`,
    peer.firstLoss.toFixed(3),
    entry.wanted && ratio ? `${ratio} (wanted ${entry.wanted} x)` : ratio,
    peer.detail,
  ]
}

function table(rows: readonly string[][]): string {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)))
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function matrixProducts({ flopsPerStep, matrixProductGflops }: Results, lab: Measured | undefined): string {
  if (!lab || !matrixProductGflops) return ''
  const reached = (flopsPerStep * lab.median) / 1e9
  const share = ((100 * reached) / matrixProductGflops).toFixed(0)
  return (
    `A step's matrix products are ${(flopsPerStep / 1e6).toFixed(0)} MFLOP: ${reached.toFixed(1)} GFLOP/s over the ` +
    `whole step, ${share} % of the ${matrixProductGflops.toFixed(1)} GFLOP/s of one large product.`
  )
}

export function report(results: Results): string {
  const lab = results.peers.find(({ id }) => id === LAB.id)
  return [
    `784-400-20-400-784, batch 128, Adam, reparameterized, L = 1. Medians of ${results.peers[0]?.rates.length} rounds in turn.`,
    `${results.machine}; ${results.browser}; ${results.images.source}, ${(100 * results.images.zeros).toFixed(0)} % paper.`,
    '',
    table([HEAD, ...results.peers.map((peer) => row(peer, lab))]),
    '',
    matrixProducts(results, lab),
  ].join('\n')
}
