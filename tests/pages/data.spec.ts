/** Where the images come from: the folder, the mirror, the generator, a person's own files; and what goes wrong. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { IDX_NAMES, idxImages, idxLabels, idxSet } from './support/idx.ts'
import { expect, test, type Lab, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

/** A dropped set as a person has it: some of the names, some of them not compressed. */
const dropped = (images: number, labels = images) => [
  { name: 'train-images-idx3-ubyte.gz', content: gzipSync(idxImages(images)) },
  { name: 'train-labels-idx1-ubyte', content: idxLabels(labels) },
  { name: 't10k-images-idx3-ubyte', content: idxImages(64) },
  { name: 't10k-labels-idx1-ubyte.gz', content: gzipSync(idxLabels(64)) },
]

async function trainsOn(lab: Lab, dataset: string): Promise<void> {
  await expect(lab.value('dataset')).toHaveText(dataset)
  await lab.train(5)
}

test.describe('real data', () => {
  test.use({ tinyData: false })

  test('MNIST and Fashion-MNIST from their folders, procedural digits', THOROUGH, async ({ lab }) => {
    test.skip(!process.env.MNIST_DIR, 'MNIST_DIR is not set')
    await lab.open({ dataset: 'mnist', batch: 128 })
    await trainsOn(lab, 'mnist')
    await lab.pause()
    const epochs = Number(await lab.value('epoch').textContent())
    expect(epochs).toBeCloseTo((await lab.step()) / 469, 1)
    for (const dataset of process.env.FASHION_MNIST_DIR ? ['fashion-mnist', 'procedural'] : ['procedural']) {
      await lab.turnTo({ dataset })
      await trainsOn(lab, dataset)
      await lab.pause()
    }
  })
})

test.describe('without a network', () => {
  test.use({ tinyData: false, expectedErrors: /Failed to load resource/ })

  test('a blocked mirror gives procedural digits and says so', THOROUGH, async ({ lab }) => {
    await lab.withoutData()
    await lab.open({ dataset: 'mnist' })
    await expect(lab.message(/procedural/i)).toBeVisible()
    await trainsOn(lab, 'procedural')
  })

  test('a mirror with the wrong bytes gives procedural digits and says so', THOROUGH, async ({ lab }) => {
    await lab.withoutData()
    await lab.serveMirror(idxSet(640, 128))
    await lab.open({ dataset: 'mnist' })
    await expect(lab.message(/checksum/i)).toBeVisible()
    await trainsOn(lab, 'procedural')
  })

  test('a download that goes nowhere can be cancelled', THOROUGH, async ({ lab, page }) => {
    await lab.withoutData()
    await lab.stallMirror()
    await lab.visit({ dataset: 'mnist' })
    await expect(page.getByRole('progressbar', { name: 'Loading' })).toBeVisible()
    await expect(page.getByText('Downloading the images')).toBeVisible()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await lab.ready()
    await expect(lab.message(/cancelled/)).toBeVisible()
    await trainsOn(lab, 'procedural')
  })

  test(
    'the mirror is taken when its bytes are right, and kept for a visit without it',
    THOROUGH,
    async ({ lab, page }) => {
      test.skip(!process.env.MNIST_DIR, 'MNIST_DIR is not set')
      const read = async (name: string) =>
        [name, await readFile(join(process.env.MNIST_DIR ?? '', name))] as const
      await lab.withoutData()
      await lab.serveMirror(new Map(await Promise.all(IDX_NAMES.map(read))))
      await lab.open({ dataset: 'mnist', batch: 128 })
      await trainsOn(lab, 'mnist')
      await expect(lab.badge(/public mirror/)).toBeVisible()

      await page.goto('about:blank')
      await lab.blockMirror()
      await lab.open({ dataset: 'mnist', batch: 128 })
      await trainsOn(lab, 'mnist')
      await expect(lab.badge(/cache/)).toBeVisible()
    },
  )

  test('a network that is lost after loading changes nothing', THOROUGH, async ({ lab, context }) => {
    await lab.serveData('mnist', idxSet(640, 128))
    await lab.open()
    await context.setOffline(true)
    await lab.train()
    await lab.pause()
    await lab.button('Reset').click()
    await lab.ready()
    await trainsOn(lab, 'mnist')
  })
})

const WRONG = [
  {
    what: 'a file that is no IDX',
    files: [{ name: 'holiday.png', content: Buffer.from('\x89PNG no digits here') }],
  },
  {
    what: 'a truncated file',
    files: dropped(320).map((file) => ({
      ...file,
      content: file.content.subarray(0, file.content.length - 9),
    })),
  },
  { what: 'labels that do not match the images', files: dropped(320, 319) },
  {
    what: 'a file that is no config',
    files: [{ name: 'config.json', content: Buffer.from('{"app": "other"}') }],
  },
]

shared('a wrong file, dropped, changes nothing but the message', async ({ lab }) => {
  await lab.open()
  await lab.train(20)
  let step = await lab.pause()
  const hash = await lab.hash()
  for (const { what, files } of WRONG)
    await test.step(what, async () => {
      await lab.dropFiles(files)
      await expect(lab.messages()).toHaveCount(1)
      await lab
        .messages()
        .getByRole('button', { name: /^Dismiss/ })
        .click()
      await lab.ready()
      await expect(lab.value('step')).toHaveText(String(step))
      await expect(lab.value('dataset')).toHaveText('mnist')
      await expect.poll(async () => (await lab.hash()).toString()).toBe(hash.toString())
      await lab.button('Step').click()
      await expect(lab.value('step')).toHaveText(String(++step))
    })
  await lab.train(step + 5)
})

// Last: on the page that they share, a set that was opened stays.
shared('dropped IDX files are trained on', async ({ lab }) => {
  await lab.open()
  await lab.dropFiles(dropped(320))
  await expect(lab.value('dataset')).toHaveText('custom')
  await lab.ready()
  await trainsOn(lab, 'custom')
})
