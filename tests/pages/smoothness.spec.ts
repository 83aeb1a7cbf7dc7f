/** The main thread stays free while the lab trains at its standard size, and little script comes before it. */
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { patiently } from '../../scripts/testing/pace.mjs'
import { traceMainThread, type MainTask } from '../../bench/trace.ts'
import { expect, test } from './support/lab.ts'

const SECONDS = 5
/** The bounds of the design; of a task on a machine of the usual speed. */
const LONGEST_MS = 50
/** Each costs a request, which the service worker answers. */
const MOST_SCRIPTS = 6
const MOST_SCRIPT_KB = 250

/** A task of the page's own comes back in every window; one that another program held up or slowed down does not. */
const WINDOWS = 6

/** Of what the main thread computes, none may be long in any window; by the clock, there must be a window without. */
async function expectNoLongTask(page: Page, during: string, work: () => Promise<void>): Promise<void> {
  let least = Infinity
  for (let window = 0; window < WINDOWS && least > patiently(LONGEST_MS); window++) {
    const tasks = await traceMainThread(page.context().browser()!, page, work)
    const most = (of: (task: MainTask) => number) => Math.max(...tasks.map(of))
    const [computed, lasted] = [most((task) => task.computed), most((task) => task.lasted)]
    least = Math.min(least, lasted)
    console.log(
      `the main thread's longest task ${during}: ${computed.toFixed(0)} ms of computing, ${lasted.toFixed(0)} ms by the clock`,
    )
    expect(computed).toBeLessThan(patiently(LONGEST_MS))
  }
  expect(least).toBeLessThanOrEqual(patiently(LONGEST_MS))
}

test('no long task on the main thread while training', { tag: '@alone' }, async ({ lab, page }) => {
  await lab.open({ hidden: '400', latent: '20', batch: '128' })
  await lab.train(20)
  await expectNoLongTask(page, 'while training', () => page.waitForTimeout(SECONDS * 1000))
  console.log(`at ${await lab.value('rate').textContent()} steps/s`)
})

test(
  'no long task while a slider of the one-dimensional bench moves',
  { tag: '@alone' },
  async ({ lab, page }) => {
    await lab.open({ probe: 0 })
    await page.getByRole('tab', { name: 'one dimension', exact: true }).click()
    const slider = page.getByRole('slider', { name: 'σ', exact: true })
    await slider.focus()
    await page.waitForTimeout(500) // the view is laid out
    await expectNoLongTask(page, 'while sliding', async () => {
      for (let press = 0; press < 40; press++) {
        await page.keyboard.press(press % 20 < 10 ? 'ArrowRight' : 'ArrowLeft')
        await page.waitForTimeout(50)
      }
    })
  },
)

test('the script that the page begins with is small, in few files, and has no TF.js', async ({
  lab,
  page,
}) => {
  const html = await (await page.request.get('/')).text()
  const urls = [...html.matchAll(/<(?:script|link rel="modulepreload")[^>]* (?:src|href)="([^"]+\.js)"/g)]
  expect(urls).not.toEqual([])
  expect(urls.length).toBeLessThanOrEqual(MOST_SCRIPTS)
  const scripts = await Promise.all(urls.map(async ([, url]) => (await page.request.get(`/${url}`)).text()))
  const kilobytes = scripts.reduce((sum, script) => sum + gzipSync(script).length / 1000, 0)
  console.log(`script before the first paint: ${kilobytes.toFixed(0)} KB gzip`)
  expect(kilobytes).toBeLessThanOrEqual(MOST_SCRIPT_KB)
  for (const script of scripts) expect(script).not.toMatch(/tfjs_backend|TensorFlow\.js|UnsortedSegmentSum/)
  await lab.open()
})
