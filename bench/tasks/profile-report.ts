/** Where a step goes, kernel by kernel. */
import { table } from '../table.ts'
import type { Profile, StepProfile } from './profile.ts'

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)
const between = ({ step, kernels }: StepProfile): number => step - sum(kernels.values())

export function reportProfile({ machine, browser, source, oneThread, allThreads }: Profile): string {
  const row = (name: string, one: number, all: number) => [
    name,
    one.toFixed(0),
    all.toFixed(0),
    `${((100 * all) / allThreads.step).toFixed(1)} %`,
  ]
  const kernels = [...allThreads.kernels].map(([name, all]) =>
    row(name, oneThread.kernels.get(name) ?? 0, all),
  )
  return [
    `784-400-20-400-784, batch 128, Adam, reparameterized, L = 1. ${machine}; ${browser}; ${source}.`,
    'Microseconds a step, in the order of the calls:',
    table(
      ['kernel', 'one thread', 'all threads', 'share of the step'],
      [
        ...kernels,
        row('JavaScript between the calls', between(oneThread), between(allThreads)),
        row('the step', oneThread.step, allThreads.step),
      ],
    ),
  ].join('\n\n')
}
