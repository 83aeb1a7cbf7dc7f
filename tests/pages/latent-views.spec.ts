/**
 * Views of the latent space: a drawn digit, two images and what lies between them, the exact posterior, and the sheet of
 * decoded points among the samples.
 */
import type { Locator } from '@playwright/test'
import { parseCsv } from '../../src/formats/testing/parse-csv.ts'
import { violationsInBothThemes } from './support/axe.ts'
import { downloaded } from './support/downloads.ts'
import { expect, test, type Lab, THOROUGH } from './support/lab.ts'
import { mnistTestSet, nearestClassMean } from './support/mnist.ts'
import { shared } from './support/shared.ts'

const latent = (lab: Lab) => lab.region('Latent space')
const samples = (lab: Lab) => lab.region('Samples')
const show = (lab: Lab, view: string) => latent(lab).getByRole('tab', { name: view, exact: true }).click()
const pick = (lab: Lab, group: string, name: string) =>
  latent(lab)
    .getByRole('group', { name: group, exact: true })
    .getByRole('button', { name, exact: true })
    .click()

/** Grey values of a canvas, `width` columns from `left`. */
const greys = (canvas: Locator, left = 0, width = 28): Promise<number[]> =>
  canvas.evaluate(
    (element, [left, width]) => {
      const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(left!, 0, width!, 28)
      return Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]!)
    },
    [left, width],
  )

const furthest = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))

/** The sliders' values, z1 first, as the page writes them. */
const point = (lab: Lab) =>
  latent(lab)
    .getByRole('group', { name: 'Sliders of the latent space' })
    .getByRole('slider')
    .evaluateAll((thumbs) => thumbs.map((thumb) => thumb.getAttribute('aria-valuetext')))

/** Draws on the pad with the mouse; places are shares of its side. */
async function stroke(lab: Lab, ...places: readonly (readonly [number, number])[]): Promise<void> {
  const pad = latent(lab).getByRole('img', { name: /^Pad to draw/ })
  await pad.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await pad.boundingBox())!
  for (const [i, [px, py]] of places.entries()) {
    await lab.page.mouse.move(x + px * width, y + py * height, { steps: i === 0 ? 1 : 12 })
    if (i === 0) await lab.page.mouse.down()
  }
  await lab.page.mouse.up()
}

const SEVEN = [
  [0.27, 0.28],
  [0.7, 0.26],
  [0.62, 0.42],
  [0.46, 0.84],
] as const

const seen = (lab: Lab) => latent(lab).getByRole('img', { name: /^Encoder input: your drawing/ })
const reconstruction = (lab: Lab, what: string | RegExp = /./) =>
  latent(lab)
    .getByRole('img', { name: /^Reconstruction of/ })
    .and(latent(lab).getByRole('img', { name: what }))

/** Trains until it pauses by itself at the step of the settings. */
async function trainTo(lab: Lab, step: number): Promise<void> {
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText(String(step))
  await expect(lab.button('Train')).toBeVisible()
}

test.describe('on MNIST', () => {
  test.use({ tinyData: false })
  test.skip(!process.env.MNIST_DIR, 'MNIST_DIR is not set')

  test(
    'a drawn 7 is a 7 to the model after two epochs',
    { tag: ['@alone', THOROUGH.tag] },
    async ({ lab }) => {
      await lab.open({ dataset: 'mnist', hidden: 64, latent: 8, batch: 128, probe: 0, steps: 938 })
      await trainTo(lab, 938)
      await show(lab, 'draw a digit')
      await stroke(lab, ...SEVEN)
      await expect(seen(lab)).toBeVisible()
      const classOf = nearestClassMean((await mnistTestSet())!)
      // The last line of the drawing is on its way.
      await expect
        .poll(async () => [classOf(await greys(seen(lab))), classOf(await greys(reconstruction(lab)))])
        .toEqual([7, 7])
      const drawn = await greys(seen(lab))
      expect(drawn.some((value) => value > 0 && value < 255)).toBe(true)
    },
  )

  test(
    'the identity holds, and random draws agree with the integral',
    { tag: ['@alone', THOROUGH.tag] },
    async ({ lab }) => {
      await lab.open({ dataset: 'mnist', hidden: 64, latent: 2, batch: 128, probe: 0, steps: 150 })
      await trainTo(lab, 150)
      await show(lab, 'exact posterior')
      for (let image = 0; image < 3; image++) {
        await pick(lab, 'Test images', image === 0 ? 'next' : 'random')
        const { terms, csv } = await measured(lab, image)
        expect(Math.abs(terms.logEvidence - (terms.elbo + terms.gap))).toBeLessThan(0.011)
        expect(Math.abs(terms.elbo - (terms.recon - terms.kl))).toBeLessThan(0.011)
        expect(terms.gap).toBeGreaterThanOrEqual(0)
        const value = (name: string) => Number(csv.get(name))
        const [elbo, evidence, gap] = ['ELBO', 'log p(x)', 'KL(q(z|x) || p(z|x))'].map(value)
        expect(Math.abs(evidence! - (elbo! + gap!))).toBeLessThan(1e-9 * Math.abs(evidence!))
        expect(Math.abs(value('Monte Carlo ELBO') - elbo!)).toBeLessThan(
          4 * value('standard error of the Monte Carlo ELBO'),
        )
        expect(value('error of the quadrature')).toBeLessThan(0.01)
      }
    },
  )
})

/** What the panel shows of the exact posterior: the figures, and the values of its CSV. */
async function measured(lab: Lab, turn: number) {
  const table = latent(lab).getByRole('table', { name: /^log p\(x\) and its terms/ })
  await expect(latent(lab).getByRole('button', { name: 'Cancel' })).toHaveCount(0)
  await expect(table, `integral ${turn}`).toBeVisible()
  const figure = async (name: string) => {
    const text = await table.getByRole('row', { name }).getByRole('cell').textContent()
    return Number(text!.replace('−', '-').replaceAll(',', ''))
  }
  const terms = {
    recon: await figure('Reconstruction'),
    kl: await figure('KL(q(z|x) || p(z))'),
    elbo: await figure('ELBO'),
    gap: await figure('KL(q(z|x) || p(z|x))'),
    logEvidence: await figure('log p(x)'),
  }
  const button = latent(lab).getByRole('button', { name: 'CSV' }).nth(1)
  const text = (await downloaded(lab, () => button.click())).bytes.toString('utf8')
  const csv = new Map(parseCsv(text).map(([term, value]) => [term, value]))
  return { terms, csv }
}

test.describe('a drawing', () => {
  // First: on the page that they share, the images that were chosen stay.
  shared(
    'reaches the sliders as it is drawn, outlives other views, and comes back when it was cleared; test images do without a pointer',
    THOROUGH,
    async ({ lab, page }) => {
      await lab.open()
      await show(lab, 'draw a digit')
      await latent(lab).getByRole('button', { name: 'origin', exact: true }).click()
      const before = await point(lab)
      await stroke(lab, ...SEVEN)
      await stroke(lab, [0.4, 0.55], [0.65, 0.55])
      await expect(seen(lab)).toBeVisible()
      await expect.poll(() => point(lab)).not.toEqual(before)
      await latent(lab).getByRole('button', { name: 'undo', exact: true }).click()
      await expect.poll(() => point(lab)).toEqual(before)

      const pad = (name: string) => latent(lab).getByRole('img', { name: `Pad to draw a digit on: ${name}` })
      await show(lab, 'encodings')
      await show(lab, 'draw a digit')
      await expect(pad('2 strokes')).toBeVisible()
      await latent(lab).getByRole('button', { name: 'Clear' }).click()
      await expect(pad('Nothing drawn yet')).toBeVisible()
      await latent(lab).getByRole('button', { name: 'Undo stroke' }).click()
      await expect(pad('2 strokes')).toBeVisible()
      await latent(lab).getByRole('button', { name: 'Undo stroke' }).click()
      await expect(pad('1 stroke')).toBeVisible()
      await pick(lab, 'Test images', 'next')
      await expect(latent(lab).getByText('test image 1, a 0')).toBeVisible()
      await latent(lab).getByRole('button', { name: 'Use the drawing' }).click()
      await expect(seen(lab)).toBeVisible()

      await latent(lab).getByRole('combobox', { name: 'Digit' }).selectOption('3')
      await latent(lab)
        .getByRole('group', { name: 'Test images' })
        .getByRole('button', { name: 'next' })
        .focus()
      await page.keyboard.press('Enter')
      await expect(latent(lab).getByText('test image 4, a 3')).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(latent(lab).getByText('test image 14, a 3')).toBeVisible()
      await expect(reconstruction(lab, /test image 14, a 3/)).toBeVisible()
    },
  )
})

test(
  'between two: the ends are the reconstructions, and the handle moves the sliders',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open({ steps: 60 })
    await trainTo(lab, 60)
    await show(lab, 'draw a digit')
    const reconstructions: number[][] = []
    const points: (string | null)[][] = []
    for (const name of ['test image 1, a 0', 'test image 2, a 1']) {
      await pick(lab, 'Test images', 'next')
      await expect(latent(lab).getByText(name)).toBeVisible()
      reconstructions.push(await greys(reconstruction(lab, new RegExp(name))))
      points.push(await point(lab))
    }
    expect(furthest(reconstructions[0]!, reconstructions[1]!)).toBeGreaterThan(10)

    await show(lab, 'interpolate')
    await pick(lab, 'Second image', 'next')
    const line = latent(lab).getByRole('img', { name: /decoded along the straight line/ })
    await expect(line).toBeVisible()
    // From the second image, which was chosen last, to the first. Eleven rows at once may round otherwise than one.
    expect(furthest(await greys(line), reconstructions[1]!)).toBeLessThanOrEqual(1)
    expect(furthest(await greys(line, 10 * 29), reconstructions[0]!)).toBeLessThanOrEqual(1)

    const handle = latent(lab).getByRole('slider', { name: 'Position between the two' })
    await handle.focus()
    await page.keyboard.press('End')
    await expect(handle).toHaveAttribute('aria-valuetext', '100 % of the way')
    await expect.poll(() => point(lab)).toEqual(points[0])
    await page.keyboard.press('Home')
    await expect.poll(() => point(lab)).toEqual(points[1])
  },
)

test.describe('the exact posterior', () => {
  shared('leaves no canvas behind', THOROUGH, async ({ lab, page }) => {
    await lab.open()
    await show(lab, 'exact posterior')
    await pick(lab, 'Test images', 'next')
    await measured(lab, 0)
    await show(lab, 'encodings')
    const canvases = () => page.locator('canvas').count()
    const before = await canvases()
    for (let i = 0; i < 8; i++) {
      await show(lab, 'exact posterior')
      await expect(latent(lab).getByRole('img', { name: /^The exact posterior in the plane/ })).toBeVisible()
      await show(lab, 'encodings')
    }
    expect(await canvases()).toBe(before)
  })

  test('says why there is none with more latents, and what to do', THOROUGH, async ({ lab }) => {
    await lab.open({ latent: 3 })
    await lab.train(5)
    await lab.pause()
    await show(lab, 'exact posterior')
    await latent(lab).getByRole('button', { name: 'Set Latents to 2' }).click()
    await expect(latent(lab).getByText(/after the next Reset/)).toBeVisible()
    await expect.poll(async () => (await lab.hash()).get('latent')).toBe('2')
    await lab.button('Reset').click()
    await latent(lab)
      .getByRole('button', { name: /random test image|Take all three/ })
      .click()
    await measured(lab, 0)
  })

  shared('the average gap is measured, and can be taken away', THOROUGH, async ({ lab }) => {
    await lab.open()
    await show(lab, 'exact posterior')
    const chart = latent(lab).getByRole('slider', { name: /^Mean KL/ })
    await expect(latent(lab).getByText(/the mean over 100 random test images/)).toBeVisible()
    await chart.press('End')
    await expect(chart).toHaveAttribute('aria-valuetext', /KL\(q\(z\|x\) ‖ p\(z\|x\)\) \d/)
    const button = latent(lab).getByRole('button', { name: 'CSV' }).last()
    const text = (await downloaded(lab, () => button.click())).bytes.toString('utf8')
    expect(text.split('\n')[1]).toMatch(/^0,\d/)
  })
})

test.describe('the sheet among the samples', () => {
  const place = (lab: Lab) => samples(lab).getByRole('button', { name: /^Position on the sheet/ })

  shared(
    'manifold: a press moves the sliders there, and the panel stands still',
    THOROUGH,
    async ({ lab, page }) => {
      await lab.open()
      const { height } = (await samples(lab).boundingBox())!
      await samples(lab).getByRole('tab', { name: 'manifold' }).click()
      await expect(samples(lab).getByRole('img', { name: /20 by 20 images decoded/ })).toBeVisible()
      expect((await samples(lab).boundingBox())!.height).toBe(height)
      const box = (await place(lab).boundingBox())!
      // The outermost image at the top right, and its neighbour to the left: the 97.5 % and the 92.5 % quantile.
      await place(lab).click({ position: { x: box.width - 3, y: 3 } })
      await expect.poll(() => point(lab)).toEqual(['1.96', '1.96'])
      await place(lab).press('ArrowLeft')
      await page.keyboard.press('Enter')
      await expect.poll(() => point(lab)).toEqual(['1.44', '1.96'])
      await samples(lab).getByRole('checkbox', { name: 'test images' }).check()
      await expect(place(lab)).toBeVisible()
      await samples(lab).getByRole('checkbox', { name: 'test images' }).uncheck()
    },
  )

  shared('traversal: a row is one latent', THOROUGH, async ({ lab }) => {
    await lab.open({ latent: 4 })
    await samples(lab).getByRole('tab', { name: 'traversal' }).click()
    await expect(samples(lab).getByRole('img', { name: /4 latents by 11 values/ })).toBeVisible()
    await place(lab).focus()
    await place(lab).press('ArrowRight')
    const [, name, value] = /: (z\d) = ([\d.−]+)/.exec((await place(lab).getAttribute('aria-label'))!)!
    await place(lab).press('Enter')
    await expect(latent(lab).getByRole('slider', { name: name!, exact: true })).toHaveAttribute(
      'aria-valuetext',
      value!,
    )
  })
})

shared('no axe violation in any of these views', THOROUGH, async ({ lab, page }) => {
  const found = (within: string) => violationsInBothThemes(page, { within })
  await lab.open()
  await samples(lab).getByRole('tab', { name: 'manifold' }).click()
  await expect(samples(lab).getByRole('img', { name: /20 by 20 images decoded/ })).toBeVisible()
  expect(await found('#panel-samples')).toEqual([])
  await samples(lab).getByRole('tab', { name: 'prior' }).click()
  await show(lab, 'draw a digit')
  await stroke(lab, ...SEVEN)
  await expect(seen(lab)).toBeVisible()
  expect(await found('.draw')).toEqual([])
  await show(lab, 'interpolate')
  await pick(lab, 'Second image', 'next')
  await expect(latent(lab).getByRole('slider', { name: 'Position between the two' })).toBeVisible()
  expect(await found('.between')).toEqual([])
  await show(lab, 'exact posterior')
  await pick(lab, 'Test images', 'next')
  await measured(lab, 0)
  expect(await found('.exact')).toEqual([])
})

shared(
  'three ways to a posterior, and two bumps: taken, compared, without an axe violation',
  THOROUGH,
  async ({ lab, page }) => {
    const found = (within: string) => violationsInBothThemes(page, { within })
    await lab.open()
    await show(lab, 'exact posterior')
    await latent(lab).getByRole('radio', { name: 'three ways' }).click()
    await expect.poll(() => page.url()).toContain('latent.ways')
    await latent(lab)
      .getByRole('button', { name: /random test image|Take all three/ })
      .click()
    for (const way of ['MAP by gradient ascent', 'Hamiltonian Monte Carlo', 'best diagonal Gaussian'])
      await expect(latent(lab).getByRole('rowheader', { name: way })).toBeVisible()
    await expect(
      latent(lab)
        .getByText(/ess_bulk/)
        .first(),
    ).toBeVisible()
    expect(await found('#panel-latent')).toEqual([])
    await latent(lab).getByRole('radio', { name: 'two bumps' }).click()
    await expect.poll(() => page.url()).toContain('latent.bumps')
    expect(await found('#panel-latent')).toEqual([])
  },
)

/** What is shown of the exact posterior. */
async function answer(lab: Lab, name: string): Promise<void> {
  await show(lab, 'exact posterior')
  await latent(lab).getByRole('radio', { name, exact: true }).click()
}

/** A row of the two bumps' table: mean, standard deviation, KL(q || p), KL(p || q). */
const fitted = async (lab: Lab, fit: string): Promise<number[]> => {
  const cells = await latent(lab)
    .getByRole('row')
    .filter({ has: lab.page.getByRole('rowheader', { name: fit, exact: true }) })
    .getByRole('cell')
    .allTextContents()
  return cells.map((text) => Number(text.replace('−', '-')))
}

test('two bumps are dragged, and both fits follow', THOROUGH, async ({ lab, page }) => {
  await lab.open()
  await answer(lab, 'two bumps')
  const bump = (side: string) => latent(lab).getByRole('slider', { name: `${side} bump` })
  const place = async (side: string) =>
    Number((await bump(side).getAttribute('aria-valuetext'))!.replace('−', '-'))
  /** KL(p || q) has its least at the moments of both bumps, of sd 0.5. */
  const covering = (left: number, right: number) => [
    ((left + right) / 2).toFixed(2),
    Math.hypot(0.5, (right - left) / 2).toFixed(2),
  ]
  const forward = async () => (await fitted(lab, 'least KL(p ‖ q)')).slice(0, 2).map((own) => own.toFixed(2))
  await expect.poll(forward).toEqual(covering(-2, 2))
  expect((await fitted(lab, 'least KL(p ‖ q)'))[3]).toBe(0.724)
  expect((await fitted(lab, 'least KL(q ‖ p)'))[2]).toBe(0.693)
  await expect(latent(lab).getByText('-0.00')).toHaveCount(0)
  await expect(latent(lab).getByText('−0.00')).toHaveCount(0)

  await test.step('with the arrow keys', async () => {
    await bump('Right').focus()
    await page.keyboard.press('PageUp')
    await page.keyboard.press('ArrowLeft')
    expect(await place('Right')).toBe(2.45)
    await expect.poll(forward).toEqual(covering(-2, 2.45))
  })

  await test.step('with the mouse, until the fit that takes one bump jumps to the middle', async () => {
    await latent(lab).getByRole('button', { name: 'at ±2' }).click()
    await bump('Left').scrollIntoViewIfNeeded()
    const centre = async (side: string) => {
      const { x, y, width, height } = (await bump(side).boundingBox())!
      return [x + width / 2, y + height / 2] as const
    }
    const [[x, y], [end]] = [await centre('Left'), await centre('Right')]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 0.6 * (end - x), y, { steps: 6 })
    await page.mouse.up()
    expect(Math.abs((await place('Left')) - 0.4)).toBeLessThan(0.11)
    await expect.poll(forward).toEqual(covering(await place('Left'), 2))
    await expect
      .poll(async () => (await fitted(lab, 'least KL(q ‖ p)'))[0])
      .toBeCloseTo((2 + (await place('Left'))) / 2, 1)
  })
})

test('three ways: the chains walk, and are taken away as a file', THOROUGH, async ({ lab }) => {
  await lab.open()
  await answer(lab, 'three ways')
  await latent(lab)
    .getByRole('button', { name: /random test image|Take all three/ })
    .click()
  const shown = latent(lab).getByRole('slider', { name: 'draws of each chain' })
  await expect(shown).toHaveAttribute('aria-valuetext', '1,000')
  await latent(lab).getByRole('button', { name: 'Walk', exact: true }).click()
  await latent(lab).getByRole('button', { name: 'Stop', exact: true }).click()
  const drawn = Number((await shown.getAttribute('aria-valuetext'))!.replace(',', ''))
  expect(drawn).toBeGreaterThanOrEqual(1)
  expect(drawn).toBeLessThan(1000)
  await expect(latent(lab).getByRole('img', { name: `with ${drawn} draw` })).toBeVisible()

  await latent(lab).getByRole('radio', { name: 'MALA' }).click()
  const button = latent(lab).getByRole('button', { name: 'Chains (JSON)' })
  const { name, bytes } = await downloaded(lab, () => button.click())
  expect(name).toBe('chains-langevin.json')
  const { posterior, sample_stats } = JSON.parse(bytes.toString('utf8')) as Record<
    string,
    Record<string, number[][]>
  >
  for (const variable of [posterior!.z1!, posterior!.z2!, sample_stats!.lp!]) {
    expect(variable).toHaveLength(4)
    for (const chain of variable) expect(chain).toHaveLength(1000)
  }
})

test('three ways and the bound vs K, in Chinese', THOROUGH, async ({ lab, page }) => {
  await lab.visit({ lang: 'zh-CN' })
  const region = (name: string) => page.getByRole('region', { name, exact: true })
  await expect(page.getByRole('button', { name: '单步', exact: true, disabled: false })).toBeVisible()
  await region('潜空间').getByRole('tab', { name: '精确后验' }).click()
  await region('潜空间').getByRole('radio', { name: '三种方法' }).click()
  await expect(
    region('潜空间').getByText(/用马尔可夫链采样（MCMC），用优化求高斯近似（变分推断）/),
  ).toBeVisible()
  const elbo = region('证据下界')
  await elbo.getByRole('tab', { name: '随 K 的变化' }).click()
  await expect(elbo.getByText('ELBO 比 log p(x) 低多少？')).toBeVisible()
  await elbo.getByRole('radio', { name: '10', exact: true }).click()
  await elbo.getByRole('button', { name: '用 10 张测试图像测量' }).click()
  await region('潜空间')
    .getByRole('button', { name: /随机取一张测试图像|三种都做/ })
    .click()
  await expect(
    elbo.getByText(/^NLL [\d.]+ ± [\d.]+ nat\/张（MNIST，灰度值作为概率；重要性采样/),
  ).toBeVisible()
  await expect(elbo.getByText(/伯努利对数似然是负交叉熵/)).toBeVisible()
  for (const way of ['梯度上升求 MAP', '哈密顿蒙特卡洛', '最优对角高斯'])
    await expect(region('潜空间').getByRole('rowheader', { name: way })).toBeVisible()
  await expect(region('潜空间').getByText(/^摊销的代价为 [\d.−]+ nat/)).toBeVisible()
})
