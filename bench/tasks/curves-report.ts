/** How cost grows, a table an axis. */
import { rateText, table } from '../table.ts'
import type { Curve, CurvePoint, Curves } from './curves.ts'

const range = ({ rounds }: CurvePoint): string =>
  `${Math.min(...rounds).toFixed(1)}..${Math.max(...rounds).toFixed(1)}`

const growth = ({ axis, exponent, exponentAtEnd }: Curve): string =>
  `Cost grows as (${axis})^${exponent.toFixed(2)}; over the last three, ^${exponentAtEnd.toFixed(2)}.`

function stepsTable(curve: Curve): string[] {
  const rows = curve.points.map((point) => [
    String(point.size),
    rateText(1000 / point.milliseconds),
    point.milliseconds.toFixed(2),
    range(point),
    point.gflops!.toFixed(1),
  ])
  return [
    table([curve.axis, 'steps/s', 'ms/step', 'range, ms', 'GFLOP/s'], rows),
    ...curve.leftOut.map(({ id, reason }) => `Left out: ${id} (${reason.split('\n')[0]}).`),
    growth(curve),
  ]
}

function probeTable(curve: Curve, stepMilliseconds: number): string[] {
  const rows = curve.points.map((point) => [
    String(point.size),
    point.milliseconds.toFixed(1),
    range(point),
    (point.milliseconds / point.size).toFixed(2),
    (point.milliseconds / stepMilliseconds).toFixed(1),
  ])
  return [table([curve.axis, 'ms a probe', 'range, ms', 'ms a draw', 'in steps'], rows), growth(curve)]
}

export function reportCurves({ machine, browser, source, backend, steps, probe }: Curves): string {
  const [batch] = steps
  const standard = batch!.points.find(({ size }) => size === 128)!
  return [
    `784-400-20-400-784, batch 128, Adam, reparameterized, L = 1, on ${backend}, but for what the first column says; ` +
      `medians of ${standard.rounds.length} rounds in turn. ${machine}; ${browser}; ${source}.`,
    ...steps.flatMap(stepsTable),
    'The variance probe of both estimators, 64 images, at the standard configuration:',
    ...probeTable(probe, standard.milliseconds),
  ].join('\n\n')
}
