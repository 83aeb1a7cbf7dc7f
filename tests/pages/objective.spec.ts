/** The choice of what is maximised: the ELBO or the importance-weighted bound, with its K, its estimators and its curves. */
import { violations } from './support/axe.ts'
import { expect, test, THOROUGH } from './support/lab.ts'

test('the bound is chosen on the page, with K live and the estimators that go with it', async ({
  lab,
  page,
}) => {
  await lab.open({ latent: 4, hidden: 32, batch: 32, estimator: 'score-function', steps: 20 })
  const experiment = lab.region('Experiment')
  const estimators = experiment.getByRole('radiogroup', { name: 'Gradient estimator' })
  const objective = experiment.getByRole('radiogroup', { name: 'Objective' })
  await expect(experiment.getByRole('spinbutton', { name: 'Importance samples K', exact: true })).toHaveCount(
    0,
  )
  await objective.getByRole('radio', { name: 'Importance-weighted' }).click()

  await test.step('an estimator that cannot stay gives way, and the others are offered', async () => {
    await expect(estimators.getByRole('radio', { name: 'Reparameterized', exact: true })).toBeChecked()
    await expect(estimators.getByRole('radio', { name: /DReG/ })).toBeVisible()
    await expect(estimators.getByRole('radio', { name: 'VIMCO' })).toBeVisible()
    await expect(estimators.getByText(/^Not possible: it needs a bound that averages/)).toBeVisible()
  })

  await test.step('K is live, and what is trained has a name and a held-out value', async () => {
    const k = experiment.getByRole('spinbutton', { name: 'Importance samples K', exact: true })
    await k.fill('3')
    await k.press('Enter')
    await estimators.getByRole('radio', { name: /DReG/ }).click()
    await lab.button('Train').click()
    await expect(lab.value('step')).toHaveText('20')
    await expect(lab.region('ELBO').getByText('importance-weighted bound, K = 3')).toBeVisible()
    expect(page.url()).toContain('objective=importance-weighted')
    expect(page.url()).toContain('k=3')
  })

  await test.step('sticking the landing is refused with its remedy', async () => {
    await estimators.getByRole('radio', { name: 'Reparameterized', exact: true }).click()
    await experiment.getByRole('combobox', { name: 'KL term' }).selectOption('sticking-the-landing')
    await expect(page.getByText(/the doubly reparameterized estimator \(DReG\)/)).toBeVisible()
  })

  expect(await violations(page)).toEqual([])
})

test('with the bound in the link, K is in sight while the other settings are folded away', async ({
  lab,
  page,
}) => {
  await page.goto(`/#objective=importance-weighted&k=5&samples=2&latent=4&hidden=32&dataset=procedural`)
  const experiment = lab.region('Experiment')
  await expect(experiment.locator('#more-settings')).toBeHidden()
  await expect(experiment.getByRole('spinbutton', { name: 'Importance samples K', exact: true })).toHaveValue(
    '5',
  )
  await expect(experiment.getByText('the mean of 2 bounds, each of K draws')).toBeVisible()
  await expect(experiment.getByText('10 decoder passes per image')).toBeVisible()
  await expect(experiment.getByText('not used: no estimator of this bound subtracts one')).toBeVisible()
})

test('with lanes, the bounds of all stand beside each other against K', THOROUGH, async ({ lab, page }) => {
  await lab.open({ latent: 4, probe: 0, steps: 20, fork: 'objective:importance-weighted,k:4' })
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText('20')
  const elbo = lab.region('ELBO')
  await elbo.getByRole('tab', { name: 'vs K' }).click()
  await expect(elbo.getByText('How far is the ELBO below log p(x)?')).toBeVisible()
  await elbo.getByRole('radio', { name: '10', exact: true }).click()
  await elbo.getByRole('button', { name: 'Measure on 10 test images' }).click()
  for (const name of ['Lane 1', 'Lane 2'])
    await expect(elbo.getByRole('columnheader', { name, exact: true })).toBeVisible()
  await expect(elbo.getByText(/^Lane 2: NLL [\d.]+ ± [\d.]+ nats per image .* step 20\)$/)).toBeVisible()
  const cells = elbo
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: '5,000', exact: true }) })
  await expect(cells.getByRole('cell')).toHaveText([/^−[\d.]+ ± [\d.]+$/, /^[\d.]+$/, /^−[\d.]+ ± [\d.]+$/])
  expect(await violations(page)).toEqual([])
})

test('the bound and the signal of its gradient are measured against K', THOROUGH, async ({ lab, page }) => {
  await lab.open({ latent: 4, objective: 'importance-weighted', k: 3, steps: 20 })
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText('20')

  await test.step('the bound against K, with a line to quote', async () => {
    const elbo = lab.region('ELBO')
    await elbo.getByRole('tab', { name: 'vs K' }).click()
    await expect.poll(() => page.url()).toContain('view=elbo.against-k')
    await expect(elbo.getByText('How far is the ELBO below log p(x)?')).toBeVisible()
    await elbo.getByRole('radio', { name: '1,000', exact: true }).click()
    await elbo.getByRole('button', { name: 'Measure on 128 test images' }).click()
    await elbo.getByRole('button', { name: 'Cancel' }).click()
    await elbo.getByRole('radio', { name: '10', exact: true }).click()
    await elbo.getByRole('button', { name: 'Measure on 10 test images' }).click()
    await expect(
      elbo.getByText(
        /^NLL [\d.]+ ± [\d.]+ nats per image \(MNIST, grey values as probabilities; .* step 20\)$/,
      ),
    ).toBeVisible()
    await expect(elbo.getByText(/^Of grey values the Bernoulli .* cannot be compared/)).toBeVisible()
    await expect(elbo.getByRole('rowheader', { name: '5,000', exact: true })).toBeVisible()
    await expect(elbo.getByText(/^Effective sample size: median/)).toBeVisible()
  })

  await test.step('signal over noise of the encoder’s gradient against K, with a way out', async () => {
    const variance = lab.region('Gradient variance')
    await variance.getByRole('tab', { name: 'vs K' }).click()
    await variance.getByRole('button', { name: 'Measure', exact: true }).click()
    const rowOf = (k: number) =>
      variance.getByRole('row').filter({ has: page.getByRole('rowheader', { name: `${k}`, exact: true }) })
    await expect(rowOf(2)).toBeVisible()
    await variance.getByRole('button', { name: 'Cancel' }).click()
    await expect(variance.getByRole('button', { name: 'Measure again' })).toBeVisible()
    for (const name of ['reparameterized', 'doubly reparameterized', 'VIMCO'])
      await expect(variance.getByRole('columnheader', { name, exact: true })).toBeVisible()
    // A ratio with its interval, or that there is no signal.
    await expect(rowOf(1).getByRole('cell').first()).toHaveText(/^([\d.]+[\d.]+ – [\d.]+|no signal.*)$/)
    await expect(
      variance.getByText(/^At steps? 20.* Signal \/ noise of a weight: .* theory expects/),
    ).toBeVisible()
  })

  expect(await violations(page)).toEqual([])
})
