/** How busy the machine is with other work, just before something is measured. */
import os from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

type Times = Pick<os.CpuInfo, 'times'>

const total = ({ times }: Times) => Object.values(times).reduce((sum, time) => sum + time, 0)

/** The share of all processors' time that was not idle between two looks at them. */
export function busyBetween(before: readonly Times[], after: readonly Times[]): number {
  const sum = (of: (cpu: Times) => number) =>
    after.reduce((whole, cpu, i) => whole + of(cpu) - of(before[i]!), 0)
  const whole = sum(total)
  return whole > 0 ? 1 - sum(({ times }) => times.idle) / whole : 0
}

export async function busyShare(milliseconds = 3000): Promise<number> {
  const before = os.cpus()
  await sleep(milliseconds)
  return busyBetween(before, os.cpus())
}
