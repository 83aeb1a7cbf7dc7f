/** What lanes cost: the page's steps a second with one lane and with several, in turn on one machine. */
import type { Page } from '@playwright/test'
import { launchFresh, machine, serveLab } from '../browser.ts'
import type { BenchBackend } from '../peers/index.ts'
import { median } from '../statistics.ts'
import { besideWanted, table } from '../table.ts'
import { openLab, pageSpell } from './pace.ts'

export interface LanesOptions {
  readonly backend: BenchBackend
  readonly rounds: number
  /** Of a spell. */
  readonly seconds: number
}

export interface Lanes {
  readonly machine: string
  readonly backend: BenchBackend
  /** Steps a second of every round, with one lane, two, ... */
  readonly rates: readonly (readonly number[])[]
}

const COUNTS = [1, 2, 4]
/** Two lanes may cost this many times one: twice the work, and little for having two. */
const WANTED = 2.1

async function setLanes(page: Page, count: number): Promise<void> {
  const lanes = page.locator('[data-lane]')
  const now = () => lanes.count().then((found) => Math.max(1, found))
  for (let have = await now(); have < count; have++) {
    await page.getByRole('button', { name: 'Fork here', exact: true }).click()
    await page.locator(`[data-lane="${have + 1}"]`).waitFor()
  }
  for (let have = await now(); have > count; have--)
    await page.getByRole('button', { name: `Drop lane ${have}`, exact: true }).click()
}

export async function measureLanes({ backend, rounds, seconds }: LanesOptions): Promise<Lanes> {
  const site = await serveLab()
  const browser = await launchFresh()
  try {
    const page = await openLab(browser, site.url, backend, { probe: '0' })
    const rates = COUNTS.map((): number[] => [])
    for (let round = 0; round < rounds; round++)
      for (const [i, count] of COUNTS.entries()) {
        await setLanes(page, count)
        rates[i]!.push((await pageSpell(page, seconds)).rate)
      }
    return { machine: machine(), backend, rates }
  } finally {
    await browser.close()
    await site.close()
  }
}

/** Of each round, since the machine is not the same in all of them. */
const costOf = ({ rates }: Lanes, i: number): number =>
  median(rates[0]!.map((alone, round) => alone / rates[i]![round]!))

export function reportLanes(lanes: Lanes): string {
  const rows = lanes.rates.map((own, i) => {
    const cost = `${costOf(lanes, i).toFixed(2)} x`
    return [
      String(COUNTS[i]),
      median(own).toFixed(1),
      COUNTS[i] === 2 ? besideWanted(cost, `${WANTED} x`) : cost,
    ]
  })
  return [
    `784-400-20-400-784, batch 128, Adam, equal forks, probe off; ${lanes.machine}.`,
    table([lanes.backend, 'steps/s', 'times one lane'], rows, []),
    `Medians of ${lanes.rates[0]!.length} rounds in turn.`,
  ].join('\n\n')
}
