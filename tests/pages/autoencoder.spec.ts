/** The autoencoder: a point for a posterior, live; what it does not have is not shown; beside a VAE. */
import { violations } from './support/axe.ts'
import { downloaded, metrics } from './support/downloads.ts'
import { expect, test, type Lab, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

const posterior = (lab: Lab, name: 'Gaussian' | 'point') =>
  lab.page.getByRole('radiogroup', { name: 'Posterior' }).getByRole('radio', { name, exact: true })

shared(
  'from VAE to autoencoder and back while it trains: the bound goes, the reconstruction stays',
  THOROUGH,
  async ({ lab }) => {
    await lab.open({ samples: 4, beta: 2 })
    await lab.train(120)
    const elbo = lab.region('ELBO')
    await expect(elbo.getByText(/nats per image, held-out, at step/)).toBeVisible()

    await posterior(lab, 'point').click()
    await expect(elbo.getByText(/reconstruction.*no bound/)).toBeVisible()
    await expect(elbo.getByRole('listitem').filter({ hasText: 'KL' })).toContainText('–')
    await expect(elbo.getByRole('listitem').filter({ hasText: 'reconstruction' })).toContainText(/−\d/)
    await expect.poll(async () => (await lab.hash()).get('family')).toBe('point')
    await expect(lab.region('Experiment').getByText('not used: there is no KL')).toHaveCount(2) // KL term and beta
    await lab.passes((await lab.step()) + 20)

    await posterior(lab, 'Gaussian').click()
    await expect(elbo.getByText(/no bound/)).toHaveCount(0)
    await lab.passes((await lab.step()) + 20)
    await lab.pause()
    const rows = (await metrics(lab)).filter(({ seconds }) => seconds !== '')
    const kinds = rows.map(({ kl, elbo }) => [kl === '', elbo === ''].join())
    const stretches = kinds.filter((kind, i) => kind !== kinds[i - 1])
    expect(stretches).toEqual(['false,false', 'true,true', 'false,false'])
    for (const { kl, beta, samples } of rows) if (kl) expect([beta, samples]).toEqual(['2', '4'])
    expect(rows.filter(({ beta, samples }) => beta === '0' && samples === '1').length).toBeGreaterThan(1)
    expect(rows.every(({ recon }) => Number(recon) < 0)).toBe(true)
  },
)

shared('there is no noise to measure', THOROUGH, async ({ lab }) => {
  await lab.open({ family: 'point' })
  const variance = lab.region('Gradient variance')
  await expect(variance.getByText(/No noise, so no variance/)).toBeVisible()
  const measure = variance.getByRole('button', { name: 'Measure now' })
  await expect(measure).toHaveAttribute('aria-disabled', 'true')
  await lab.train(30)
  await measure.click({ force: true })
  await expect(variance.getByText(/No noise, so no variance/)).toBeVisible()
  await expect(lab.messages()).toHaveCount(0)
})

shared(
  'a point brings the estimator that it has; a link to its score function is refused',
  THOROUGH,
  async ({ lab }) => {
    await lab.open({ estimator: 'score-function' })
    await posterior(lab, 'point').click()
    await expect(posterior(lab, 'point')).toBeChecked()
    await expect.poll(async () => (await lab.hash()).get('family')).toBe('point')
    expect((await lab.hash()).get('estimator')).toBeNull()
    await lab.open({ estimator: 'score-function', family: 'point' })
    await expect(lab.message(/the autoencoder/)).toBeVisible()
    expect((await lab.hash()).get('family')).toBeNull()
  },
)

test('an autoencoder is trained beside a VAE, and both are shown', THOROUGH, async ({ lab }) => {
  await lab.open({ steps: 60, seed: 3 })
  const latent = lab.region('Latent space')
  await latent.getByRole('tab', { name: 'compare' }).click()
  await expect(latent.getByRole('region', { name: 'VAE, 0 steps' })).toBeVisible()
  const beside = latent.getByRole('button', { name: 'Train an autoencoder beside it' })
  await expect(beside).toHaveAttribute('aria-disabled', 'true')
  expect(await beside.evaluate((button) => button.scrollHeight - button.clientHeight)).toBe(0)
  await lab.button('Train').click()
  await expect(latent.getByRole('region', { name: 'VAE, 60 steps' })).toBeVisible()

  await beside.click()
  await expect(latent.getByRole('region', { name: 'autoencoder, 60 steps' })).toBeVisible()
  await expect(latent.getByRole('region', { name: 'VAE, 60 steps' })).toBeVisible()
  await expect
    .poll(async () => Object.fromEntries(await lab.hash()))
    .toMatchObject({ family: 'point', seed: '3' })
  for (const name of ['VAE, 60 steps', 'autoencoder, 60 steps'])
    await expect(latent.getByRole('img', { name: new RegExp(`^${name}: `) })).toHaveCount(2)
  const cells = latent.getByRole('row', { name: /prior samples far from any code/ }).getByRole('cell')
  for (const text of await cells.allTextContents()) expect(text).toMatch(/\d%/)
  await latent.getByRole('radio', { name: 'own axes' }).click()
  expect(await violations(lab.page, { within: '.compare' })).toEqual([])

  const csv = latent.getByRole('button', { name: 'CSV' })
  const rows = (await downloaded(lab, () => csv.click())).bytes.toString('utf8').trimEnd().split('\n')
  expect(rows[0]).toBe('run,model,step,axes,test image,class,across,up')
  expect(rows).toHaveLength(1 + 2 * 128)

  await latent.getByRole('button', { name: 'Back to the VAE’s settings' }).click()
  await expect(lab.value('step')).toHaveText('0')
  await expect.poll(async () => (await lab.hash()).get('family')).toBeNull()
  await expect(posterior(lab, 'Gaussian')).toBeChecked()
})
