/** What the page shows of the latent space, against plain numbers made from the weights it gives away. */
import type { Page } from '@playwright/test'
import { readSafetensors } from '../../src/formats/safetensors.ts'
import { plainForward, plainNetwork, type PlainNetwork } from '../../src/model/reference.ts'
import { parameterSpecs, type Architecture } from '../../src/model/architecture.ts'
import { downloaded, exported } from './support/downloads.ts'
import { idxImages } from './support/idx.ts'
import { expect, type Lab, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

const ARCHITECTURE: Architecture = {
  pixels: 784,
  gamma: 8,
  code: 4,
  hidden: [32],
  activation: 'relu',
  likelihood: 'bernoulli',
  sigma: 0.1,
}
/** As many as the page's own small data set has. */
const TEST_IMAGES = 128
const IDX_HEADER = 16

async function exportedNetwork(lab: Lab): Promise<PlainNetwork> {
  const { tensors } = readSafetensors(new Uint8Array(await exported(lab, 'model.safetensors')))
  const values = parameterSpecs(ARCHITECTURE).map(
    ({ name }) => tensors.find((one) => one.name === name)!.values,
  )
  return plainNetwork(ARCHITECTURE, values)
}

/** By latent, from the definitions: the mean KL, and the variance of the posterior means over the images. */
function plainUnits({ encoder }: PlainNetwork) {
  const pixels = idxImages(TEST_IMAGES).subarray(IDX_HEADER)
  const gammas = Array.from({ length: TEST_IMAGES }, (_, image) => {
    const input = Array.from(pixels.subarray(784 * image, 784 * (image + 1)), (byte) => byte / 255)
    return plainForward(encoder, input, 'relu').at(-1)!
  })
  const average = (of: (gamma: number[]) => number) =>
    gammas.reduce((sum, gamma) => sum + of(gamma), 0) / TEST_IMAGES
  return Array.from({ length: ARCHITECTURE.code }, (_, j) => {
    const centre = average((gamma) => gamma[j]!)
    return {
      kl: average((gamma) => {
        const [mu, logVariance] = [gamma[j]!, gamma[ARCHITECTURE.code + j]!]
        return 0.5 * (mu * mu + Math.exp(logVariance) - logVariance - 1)
      }),
      activity: average((gamma) => (gamma[j]! - centre) ** 2),
    }
  })
}

const greyOf = (logit: number) => Math.round(255 / (1 + Math.exp(-logit)))

/** The sheet's pixels, one image after the other: [rows, columns, 784]. */
const sheetPixels = (page: Page, columns: number) =>
  page.evaluate((columns) => {
    const canvas = document.querySelector<HTMLCanvasElement>('#panel-samples canvas')!
    const { data, width, height } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    return Array.from({ length: height / 28 }, (_, row) =>
      Array.from({ length: columns }, (_, column) =>
        Array.from({ length: 784 }, (_, pixel) => {
          const x = column * 28 + (pixel % 28)
          const y = row * 28 + Math.floor(pixel / 28)
          return data[4 * (y * width + x)]!
        }),
      ),
    )
  }, columns)

async function shownUnits(lab: Lab) {
  const panel = lab.region('Latent space')
  await panel.getByRole('tab', { name: 'KL per latent', exact: true }).click()
  await expect(panel.getByText(/of 4 active/).first()).toBeVisible()
  const csv = panel.getByRole('button', { name: 'CSV', exact: true }).first()
  const { bytes } = await downloaded(lab, () => csv.click())
  const rows = bytes.toString('utf8').trimEnd().split('\n').slice(1)
  return rows.map((row) => {
    const [latent, kl, activity] = row.split(',').map(Number)
    return { latent: latent! - 1, kl: kl!, activity: activity! }
  })
}

shared(
  'activity, KL by latent and the traversal are those of the exported weights',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open({ latent: 4, steps: 150, probe: 0 })
    await lab.button('Train').click()
    await expect(lab.value('step')).toHaveText('150')
    await expect(lab.button('Train')).toBeVisible()
    const network = await exportedNetwork(lab)

    const expected = plainUnits(network)
    await expect
      .poll(async () =>
        Math.max(...(await shownUnits(lab)).map((unit) => Math.abs(unit.kl - expected[unit.latent]!.kl))),
      )
      .toBeLessThan(1e-4)
    const shown = await shownUnits(lab)
    for (const { latent, activity } of shown) expect(activity).toBeCloseTo(expected[latent]!.activity, 4)
    const byActivity = [...shown].sort((a, b) => b.activity - a.activity)
    expect(shown[0]!.activity).toBeGreaterThan(0.9 * byActivity[0]!.activity)
    const active = expected.filter((unit) => unit.activity > 0.01).length
    await expect(lab.region('Latent space').getByText(`${active} of 4 active`).first()).toBeVisible()

    await lab.region('Samples').getByRole('tab', { name: 'latent traversal', exact: true }).click()
    await expect(page.locator('#panel-samples canvas').first()).toBeVisible() // fetched when it is wanted
    const rowOf = (latent: number) => shown.findIndex((unit) => unit.latent === latent)
    await expect
      .poll(async () => {
        const sheet = await sheetPixels(page, 11)
        const differences = expected.flatMap((_, latent) =>
          Array.from({ length: 11 }, (_, column) => {
            const z = expected.map((_, j) => (j === latent ? (3 * (column - 5)) / 5 : 0))
            const logits = plainForward(network.decoder, z, 'relu').at(-1)!
            return Math.max(
              ...logits.map((logit, i) => Math.abs(greyOf(logit) - sheet[rowOf(latent)]![column]![i]!)),
            )
          }),
        )
        return Math.max(...differences)
      })
      .toBeLessThanOrEqual(1)
  },
)
