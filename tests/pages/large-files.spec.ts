/** Files of a run as large as those of usual models: read beside the page, or refused before they are read. */
import { exported } from './support/downloads.ts'
import { expect, type Lab, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

/** So large that the file of the run is read in a worker. */
const LARGE = { hidden: '256', probe: 0 }

async function stepOnce(lab: Lab): Promise<void> {
  const step = await lab.step()
  await lab.button('Step').click()
  await expect(lab.value('step')).toHaveText(String(step + 1))
}

shared('are read in a worker that ends with them, and go on', THOROUGH, async ({ lab, page }) => {
  await lab.open(LARGE)
  for (let i = 0; i < 3; i++) await stepOnce(lab)
  const content = await exported(lab, 'everything.zip')
  await lab.button('Reset').click()
  await expect(lab.value('step')).toHaveText('0')
  await lab.ready()

  const [reader] = await Promise.all([
    page.waitForEvent('worker', (worker) => /reader/.test(worker.url())),
    lab.dropFiles([{ name: 'everything (1).ZIP', content }]),
  ])
  await expect(lab.value('step')).toHaveText('3')
  await expect.poll(() => page.workers().includes(reader)).toBe(false)
  await stepOnce(lab)

  const damaged = Buffer.from(content)
  damaged[damaged.indexOf('encoder.0.weight') + 200_000]! ^= 1
  await lab.dropFiles([{ name: 'damaged.zip', content: damaged }])
  await expect(lab.message(/damaged\.zip/)).toBeVisible()
  await expect(lab.value('step')).toHaveText('4')
})

shared('that are too large are refused by their size alone', async ({ lab, page }) => {
  await lab.open()
  await page.evaluate(() => {
    const size = Object.getOwnPropertyDescriptor(Blob.prototype, 'size')!
    Object.defineProperty(File.prototype, 'size', {
      get(this: File) {
        return this.name === 'Huge.zip' ? 2 ** 30 : (size.get!.call(this) as number)
      },
    })
    const read = Blob.prototype.arrayBuffer
    File.prototype.arrayBuffer = function () {
      if (this.name === 'Huge.zip') throw new Error('it was read')
      return read.call(this)
    }
  })
  await lab.dropFiles([{ name: 'Huge.zip', content: Buffer.from('PK\u0003\u0004') }])
  await expect(lab.message(/Huge\.zip is larger than 536\.9 MB/)).toBeVisible()
  await stepOnce(lab)
})
