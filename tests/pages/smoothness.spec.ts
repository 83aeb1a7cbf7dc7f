/** The main thread stays free while the lab trains at its standard size. */
import { expect, test } from './support/lab.ts'

const SECONDS = 6
/** The bound of the design. */
const LONGEST_MS = 50

test('no long task on the main thread while training', async ({ lab, page }) => {
  await lab.open({ hidden: '400', latent: '20', batch: '128' })
  await lab.train(20)
  const tasks = await page.evaluate(async (milliseconds) => {
    const durations: number[] = []
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) durations.push(entry.duration)
    })
    observer.observe({ type: 'longtask' })
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    observer.disconnect()
    return durations
  }, SECONDS * 1000)
  const rate = await lab.value('rate').textContent()
  const longest = tasks.length > 0 ? `${Math.max(...tasks)} ms` : 'none'
  console.log(`long tasks in ${SECONDS} s at ${rate} steps/s: ${tasks.length}, the longest: ${longest}`)
  expect(tasks.filter((duration) => duration > LONGEST_MS)).toEqual([])
})
