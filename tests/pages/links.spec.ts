/** Links that carry a lesson: switches at their steps, a note, a presentation, one panel in a frame of another origin. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { violations } from './support/axe.ts'
import { metrics } from './support/downloads.ts'
import { expect, SMALL, test, THOROUGH } from './support/lab.ts'

test('each switch lands exactly at its step; the address leads to the beginning again', async ({
  lab,
  page,
}) => {
  await lab.visit({
    ...SMALL,
    probe: 0,
    steps: 40,
    at: '12:estimator=score-function',
    note: 'Watch the <b>ELBO</b> after step 12.',
    lesson: 'baselines',
  })
  await lab.ready()
  await expect(page.getByRole('complementary', { name: 'Note' })).toHaveText(
    'Watch the <b>ELBO</b> after step 12.',
  )
  await expect(lab.region('Derivations').getByRole('heading', { level: 3 }).first()).toContainText('aseline')
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText('40')
  await expect(page.getByRole('radio', { name: 'Score function' })).toBeChecked()
  const rows = (await metrics(lab)).filter(({ recon }) => recon !== '')
  const stepsOf = (estimator: string) =>
    rows.filter((row) => row.estimator === estimator).map(({ step }) => Number(step))
  expect(Math.max(...stepsOf('reparameterized'))).toBe(12)
  expect(Math.min(...stepsOf('score-function'))).toBe(13)
  expect(rows.map(({ step }) => Number(step))).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))

  const hash = await lab.hash()
  expect(hash.get('at')).toBe('12:estimator=score-function')
  expect(hash.has('estimator')).toBe(false)
  expect(hash.get('note')).toBe('Watch the <b>ELBO</b> after step 12.')
  await lab.button('Reset').click()
  await expect(page.getByRole('radio', { name: 'Reparameterized' })).toBeChecked()
})

test(
  'what a link cannot ask for is told, and the rest applies; a presentation folds the settings away',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open({ probe: 0, at: '12:latent=4', experiment: 'none-such', present: 1, note: 'For row 30.' })
    await expect(lab.message(/at=12:latent=4/)).toBeVisible()
    await expect(lab.message(/experiment/)).toBeVisible()
    await expect(page.getByText('For row 30.')).toBeVisible()
    await expect(lab.region('Experiment')).toBeHidden()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Show the settings' }).click()
    await expect(lab.region('Experiment')).toBeVisible()
    await expect.poll(async () => (await lab.hash()).has('present')).toBe(false)
  },
)

/** A page elsewhere that shows the lab in a frame. */
async function serveArticle(frame: string) {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end(
      `<!doctype html><html lang="en"><title>Article</title><iframe title="Lab" src="${frame}" width="700" height="560"></iframe>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://localhost:${port}/`, close: () => server.close() }
}

test('one panel in a frame of another origin trains', async ({ page, baseURL }) => {
  const hash = new URLSearchParams({ ...SMALL, embed: 'elbo', probe: '0', steps: '15' })
  const article = await serveArticle(`${baseURL}/#${hash}`)
  try {
    await page.goto(article.url)
    const lab = page.frameLocator('iframe')
    await lab.getByRole('button', { name: 'Step', exact: true, disabled: false }).waitFor()
    await lab.getByRole('button', { name: 'Train', exact: true }).click()
    await expect(lab.getByTestId('step')).toHaveText('15')
    await expect(lab.getByRole('region', { name: 'ELBO', exact: true })).toBeVisible()
    for (const name of ['Experiment', 'Samples', 'Derivations', 'Gradient variance'])
      await expect(lab.getByRole('region', { name, exact: true })).toBeHidden()
    await expect(lab.getByRole('link', { name: /Open in the lab/ })).toBeVisible()
    expect(
      await lab.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    ).toBe(0)
  } finally {
    article.close()
  }
})
