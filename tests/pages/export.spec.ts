/** What a person takes away: metrics.csv as documented, config.json that opens again to the same settings. */
import { readFile } from 'node:fs/promises'
import { expect, type Lab, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

const HEADER =
  'step,epoch,seconds,estimator,samples,beta,elbo,recon,kl,test_elbo,test_recon,test_kl,' +
  'grad_var_reparam,grad_var_reparam_lo,grad_var_reparam_hi,grad_var_score,grad_var_score_lo,grad_var_score_hi'

async function downloaded(lab: Lab, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const download = lab.page.waitForEvent('download')
  await press()
  const file = await download
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

async function exported(lab: Lab, item: string): Promise<string> {
  await lab.button('Export').click()
  const { name, bytes } = await downloaded(lab, () => lab.page.getByRole('menuitem', { name: item }).click())
  expect(name).toBe(item)
  return bytes.toString('utf8')
}

shared('metrics.csv has the documented header and a row for each logged step', async ({ lab }) => {
  await lab.open({ steps: 30, beta: 2, probe: 0 })
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
    expect(rest.slice(3)).toEqual(Array(6).fill('')) // the probe is off
  }
})

shared('config.json opens again to the same settings', THOROUGH, async ({ lab }) => {
  const settings = { hidden: '48-16', latent: '3', lr: '0.002', activation: 'tanh', seed: '7', beta: '0.5' }
  await lab.open(settings)
  const text = await exported(lab, 'config.json')
  expect(JSON.parse(text)).toMatchObject({ settings: { hidden: [48, 16], latent: 3, lr: 0.002, seed: 7 } })
  const before = await lab.hash()
  expect(Object.fromEntries(before)).toMatchObject(settings)

  await lab.open({ seed: 1 })
  await lab.dropFiles([{ name: 'config.json', content: Buffer.from(text) }])
  await expect.poll(async () => (await lab.hash()).toString()).toBe(before.toString())
})

shared('the ELBO chart as CSV and as PNG', THOROUGH, async ({ lab }) => {
  await lab.open({ steps: 30 })
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText('30')
  const save = (name: string) =>
    downloaded(lab, () => lab.region('ELBO').getByRole('button', { name, exact: true }).click())

  // The chart is redrawn a few times a second.
  const csv = async () => {
    const { name, bytes } = await save('CSV')
    expect(name).toMatch(/\.csv$/)
    return bytes.toString('utf8').trimEnd().split('\n')
  }
  await expect.poll(async () => (await csv()).at(-1)).toMatch(/^30,/)
  expect((await csv())[0]).toMatch(/^step,/)

  const png = await save('PNG')
  expect(png.name).toMatch(/\.png$/)
  expect(png.bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect(png.bytes.length).toBeGreaterThan(2000)
})

shared('share copies an address that opens the same settings', async ({ lab, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await lab.open({ beta: '0.25', seed: '9' })
  await lab.button('Share').click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(page.url())
  await expect
    .poll(async () => Object.fromEntries(await lab.hash()))
    .toMatchObject({ beta: '0.25', seed: '9' })
})
