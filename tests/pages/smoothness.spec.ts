/** The main thread stays free while the lab trains at its standard size, and little script comes before it. */
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, test } from './support/lab.ts'

const SECONDS = 5
/** A task of the page's own comes back in every window; one that another program held up does not. */
const WINDOWS = 3
/** The bounds of the design. */
const LONGEST_MS = 50
const MOST_SCRIPT_KB = 250

/** Durations of the main thread's tasks of 50 ms and more (shorter ones are not told) in the next seconds. */
const longTasks = (page: Page) =>
  page.evaluate(async (milliseconds) => {
    const durations: number[] = []
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) durations.push(entry.duration)
    })
    observer.observe({ type: 'longtask' })
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    observer.disconnect()
    return durations
  }, SECONDS * 1000)

test('no long task on the main thread while training', { tag: '@alone' }, async ({ lab, page }) => {
  await lab.open({ hidden: '400', latent: '20', batch: '128' })
  await lab.train(20)
  const windows: number[][] = []
  for (let window = 0; window < WINDOWS; window++) {
    const tasks = (await longTasks(page)).filter((duration) => duration > LONGEST_MS)
    windows.push(tasks)
    const rate = await lab.value('rate').textContent()
    console.log(
      `main-thread tasks over ${LONGEST_MS} ms in ${SECONDS} s at ${rate} steps/s: [${tasks.join(', ')}] ms`,
    )
    if (tasks.length === 0) break
  }
  expect(windows.at(-1)).toEqual([])
})

test(
  'no long task while a slider of the one-dimensional bench moves',
  { tag: '@alone' },
  async ({ lab, page }) => {
    await lab.open({ probe: 0 })
    await page.getByRole('tab', { name: 'one dimension', exact: true }).click()
    const slider = page.getByRole('slider', { name: 'σ', exact: true })
    const windows: number[][] = []
    for (let window = 0; window < WINDOWS; window++) {
      const measured = longTasks(page)
      await slider.focus()
      for (let press = 0; press < 40; press++) {
        await page.keyboard.press(press % 20 < 10 ? 'ArrowRight' : 'ArrowLeft')
        await page.waitForTimeout(50)
      }
      windows.push((await measured).filter((duration) => duration > LONGEST_MS))
      console.log(`main-thread tasks over ${LONGEST_MS} ms while sliding: [${windows.at(-1)?.join(', ')}] ms`)
      if (windows.at(-1)?.length === 0) break
    }
    expect(windows.at(-1)).toEqual([])
  },
)

test('the script that the page begins with is small, and has no TF.js', async ({ lab, page }) => {
  const html = await (await page.request.get('/')).text()
  const urls = [...html.matchAll(/<(?:script|link rel="modulepreload")[^>]* (?:src|href)="([^"]+\.js)"/g)]
  expect(urls).not.toEqual([])
  const scripts = await Promise.all(urls.map(async ([, url]) => (await page.request.get(`/${url}`)).text()))
  const kilobytes = scripts.reduce((sum, script) => sum + gzipSync(script).length / 1000, 0)
  console.log(`script before the first paint: ${kilobytes.toFixed(0)} KB gzip`)
  expect(kilobytes).toBeLessThanOrEqual(MOST_SCRIPT_KB)
  for (const script of scripts) expect(script).not.toMatch(/tfjs_backend|TensorFlow\.js|UnsortedSegmentSum/)
  await lab.open()
})
