/** What a person takes away: metrics.csv as documented, config.json that opens again to the same settings. */
import { readFile } from 'node:fs/promises'
import { expect, test, type Lab } from './support/lab.ts'

const HEADER =
  'step,epoch,seconds,estimator,samples,beta,elbo,recon,kl,test_elbo,test_recon,test_kl,' +
  'grad_var_reparam,grad_var_reparam_lo,grad_var_reparam_hi,grad_var_score,grad_var_score_lo,grad_var_score_hi'

async function exported(lab: Lab, name: string): Promise<string> {
  await lab.button('Export').click()
  const download = lab.page.waitForEvent('download')
  await lab.page.getByRole('menuitem', { name }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe(name)
  return readFile(await file.path(), 'utf8')
}

test('metrics.csv has the documented header and a row for each logged step', async ({ lab }) => {
  await lab.open({ steps: 30, beta: 2 })
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText('30')
  const [header, ...lines] = (await exported(lab, 'metrics.csv')).trimEnd().split('\n')
  expect(header).toBe(HEADER)
  const rows = lines.map((line) => line.split(','))
  expect(rows.map(([step]) => Number(step))).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
  for (const [step, epoch, seconds, estimator, samples, beta, elbo, recon, kl, ...rest] of rows) {
    expect([estimator, samples, beta]).toEqual(['reparameterized', '1', '2'])
    expect(Number(epoch)).toBeCloseTo(Number(step) / 20, 6)
    expect(Number(seconds)).toBeGreaterThan(0)
    expect(Number(elbo)).toBeCloseTo(Number(recon) - Number(kl), 3)
    expect(Number(recon)).toBeLessThan(0)
    expect(Number(kl)).toBeGreaterThanOrEqual(0)
    expect(rest).toHaveLength(9)
    expect(rest.slice(3)).toEqual(Array(6).fill(''))
  }
})

test('config.json opens again to the same settings', async ({ lab, page }) => {
  const settings = { hidden: '48-16', latent: '3', lr: '0.002', activation: 'tanh', seed: '7', beta: '0.5' }
  await lab.open(settings)
  const text = await exported(lab, 'config.json')
  expect(JSON.parse(text)).toMatchObject({ settings: { hidden: [48, 16], latent: 3, lr: 0.002, seed: 7 } })
  const before = await lab.hash()
  expect(Object.fromEntries(before)).toMatchObject(settings)

  await page.goto('about:blank')
  await lab.open({ seed: 1 })
  await lab.dropFiles([{ name: 'config.json', content: Buffer.from(text) }])
  await expect.poll(async () => (await lab.hash()).toString()).toBe(before.toString())
})
