/** A browser that is killed while the run trains, on a machine that is busy with other things. */
import type { Page } from '@playwright/test'
import { Lab, SMALL, expect, test, THOROUGH } from './support/lab.ts'
import { patiently } from '../../scripts/testing/pace.mjs'
import { withMortals } from './support/mortal.ts'

/** Longer on a machine that is slower than the promise was made for. */
const PROMISED_S = patiently(5)

const offer = (page: Page) =>
  page
    .getByRole('region', { name: 'Saved runs', exact: true })
    .getByRole('button', { name: /^Resume run of/ })

const numberIn = (text: string, pattern: RegExp): number =>
  Number(pattern.exec(text)?.[1]?.replaceAll(',', '') ?? NaN)

const saved = async (lab: Lab): Promise<number> => Number(await lab.value('saved-step').textContent())

interface Seen {
  readonly step: number
  /** What the page said to be safe. */
  readonly safe: number
  /** Steps a second, by the clock. */
  readonly rate: number
}

/** Trains until something is saved, and some seconds more. */
async function trainForAWhile(lab: Lab): Promise<Seen> {
  const [from, began] = [await lab.step(), Date.now()]
  await expect.poll(() => saved(lab)).toBeGreaterThan(from)
  await lab.page.waitForTimeout(3500)
  const [safe, step] = [await saved(lab), await lab.step()]
  return { step, safe, rate: (1000 * (step - from)) / (Date.now() - began) }
}

function expectAsPromised(text: string, last: Seen): void {
  const offered = numberIn(text, /step ([\d,]+)/)
  const behind = numberIn(text, /about ([\d,]+) steps? before the end/)
  console.log(`seen ${last.step} at ${last.rate.toFixed(1)} steps/s; ${text}`)
  expect(offered).toBeGreaterThanOrEqual(last.safe)
  expect(last.step - offered).toBeLessThanOrEqual(PROMISED_S * last.rate)
  // As far as was written down, which is done every second.
  expect(Math.abs(offered + behind - last.step)).toBeLessThanOrEqual(PROMISED_S * last.rate)
}

/** Kills it so many times; each time the run that goes on is the one that is killed next. */
async function killed(times: number, baseURL: string): Promise<void> {
  await withMortals(async (start) => {
    let last: Seen | null = null
    for (let time = 0; time <= times; time++) {
      const { page, kill } = await start()
      const lab = new Lab(page)
      await lab.blockMirror()
      await lab.serveTinyData()
      const settings = new URLSearchParams({ ...SMALL, probe: '0' })
      await page.goto(`${baseURL}/#${settings}`)
      await lab.ready()
      if (!last) await lab.train(5)
      else {
        expectAsPromised((await offer(page).textContent()) ?? '', last)
        if (time === times) break
        await offer(page).click()
      }
      last = await trainForAWhile(lab)
      await kill()
    }
  })
}

test('a browser that is killed comes back at most 5 s of training behind, and says how far', async ({
  baseURL,
}) => killed(1, baseURL!))

test('the run that goes on does, too, when it is killed', THOROUGH, async ({ baseURL }) =>
  killed(3, baseURL!),
)
