/**
 * Sets of one, two and some twenty images, with classes beyond 9 and without any: every view works on them or says why not. Nothing
 * looks beyond the data, and no number is none.
 */
import type { Locator } from '@playwright/test'
import { idxImages, idxLabels } from './support/idx.ts'
import { downloaded, exported, metrics } from './support/downloads.ts'
import { expect, THOROUGH, type DroppedFile, type Lab } from './support/lab.ts'
import { shared } from './support/shared.ts'

/** Classes from 10 on. */
function letters(count: number): Buffer {
  const labels = idxLabels(count)
  for (let i = 0; i < count; i++) labels[8 + i] = 10 + ((5 * i) % 16)
  return labels
}

/** With what the page says of the batch that is measured. */
const SETS: readonly (readonly [what: string, batch: RegExp, files: readonly DroppedFile[]])[] = [
  [
    'two images without classes, one of them held out',
    /one batch of 1 image;/,
    [{ name: 'two-idx3-ubyte', content: idxImages(2) }],
  ],
  [
    '20 images to train on and 23 letters to test',
    /one batch of 20 images;/,
    [
      { name: 'train-images-idx3-ubyte', content: idxImages(20) },
      { name: 'test-images-idx3-ubyte', content: idxImages(23) },
      { name: 'test-labels-idx1-ubyte', content: letters(23) },
    ],
  ],
]

const REGIONS = ['ELBO', 'Gradient variance', 'Samples', 'Latent space']
/** What a view offers to do. */
const ACTIONS =
  /^(Evaluate now|Measure( now| \d+ batches)|Draw \d+ gradients|Compute p\(z\|x\)|For a random test image|next|random|previous)$/i
const NO_NUMBER = /NaN|undefined|\[object/

async function expectSound(place: Locator, where: string): Promise<void> {
  expect(await place.innerText(), where).not.toMatch(NO_NUMBER)
  const names = await place
    .locator('[aria-label], [aria-valuetext]')
    .evaluateAll((all) =>
      all.flatMap((one) => [one.getAttribute('aria-label') ?? '', one.getAttribute('aria-valuetext') ?? '']),
    )
  expect(names.join('\n'), where).not.toMatch(NO_NUMBER)
}

/** Does what the view offers and no other did, and waits until it is done. */
async function tryAll(lab: Lab, place: Locator, done: Set<string>): Promise<void> {
  const names = await place.getByRole('button', { name: ACTIONS }).allTextContents()
  for (const name of names.filter((one) => !done.has(one))) {
    done.add(name)
    const button = place.getByRole('button', { name, exact: true }).first()
    if ((await button.count()) === 0 || (await button.isDisabled())) continue
    await button.click()
    await expect(lab.page.getByRole('button', { name: 'Cancel', exact: true })).toHaveCount(0)
  }
}

async function takeAway(lab: Lab, place: Locator, where: string): Promise<void> {
  const csv = place.getByRole('button', { name: 'CSV', exact: true })
  for (const button of await csv.all()) {
    const { bytes } = await downloaded(lab, () => button.click())
    expect(bytes.toString('utf8'), where).not.toMatch(NO_NUMBER)
  }
}

/** Every view of a part of the page, one after the other. */
async function lookAtAll(lab: Lab, name: string, done: Set<string>): Promise<void> {
  const region = lab.region(name)
  await region.scrollIntoViewIfNeeded()
  const tabs = await region.getByRole('tab').all()
  for (const tab of tabs) {
    const where = `${name}: ${await tab.textContent()}`
    await tab.click()
    await expect(tab).toHaveAttribute('aria-selected', 'true')
    await expect(region.locator('.stage:empty')).toHaveCount(0) // it was fetched
    await tryAll(lab, region, done)
    await takeAway(lab, region, where)
    await expectSound(region, where)
    await expect(region.getByRole('alert'), where).toHaveCount(0)
  }
}

// First: on the page that they share, a set that was opened stays.
shared('one image alone is refused, with the reason', async ({ lab }) => {
  await lab.open()
  await lab.dropFiles([{ name: 'one-idx3-ubyte', content: idxImages(1) }])
  await expect(lab.message(/1 image is too few/)).toBeVisible()
  await expect(lab.value('dataset')).toHaveText('mnist')
})

for (const [what, batch, files] of SETS)
  shared(`${what}: every view works`, THOROUGH, async ({ lab }) => {
    await lab.open({ hidden: 16, latent: 2 })
    await lab.dropFiles(files)
    await expect(lab.value('dataset')).toHaveText('custom')
    await lab.ready()
    await lab.train(120)
    await lab.pause()
    await expect(lab.region('Gradient variance').getByText(batch)).toBeVisible()
    const done = new Set<string>()
    for (const region of REGIONS) await lookAtAll(lab, region, done)
    // The last one is named by whether an image is chosen already.
    for (const action of [/^Evaluate now$/, /^Measure now$/, /^(Compute p|For a random test image)/])
      expect([...done]).toContainEqual(expect.stringMatching(action))
    await expect(lab.messages()).toHaveCount(0)

    const rows = await metrics(lab)
    expect(rows.length).toBeGreaterThan(10)
    for (const row of rows) expect(Object.values(row).join()).not.toMatch(NO_NUMBER)
    expect(rows.some((row) => row.test_recon !== '')).toBe(true)
    const model = await exported(lab, 'model.safetensors')
    const step = await lab.step()
    await lab.dropFiles([{ name: 'model.safetensors', content: model }])
    await lab.ready()
    await expect(lab.value('step')).toHaveText(String(step))
    await lab.train(step + 20)
  })
