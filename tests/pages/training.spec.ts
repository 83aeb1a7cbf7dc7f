/** Train, pause, step, reset, and settings that change while it trains. */
import { expect, test } from './support/lab.ts'

test('train takes steps and shows what it does', async ({ lab }) => {
  await lab.open()
  await expect(lab.value('step')).toHaveText('0')
  await lab.train(50)
  await expect(lab.button('Train')).toHaveCount(0)
  await expect(lab.value('backend')).toHaveText('wasm')
  await expect(lab.value('dataset')).toHaveText('mnist')
  await expect.poll(async () => Number(await lab.value('rate').textContent())).toBeGreaterThan(0)
  await expect.poll(async () => Number(await lab.value('epoch').textContent())).toBeGreaterThan(1)
})

test('pause stays at its step', async ({ lab, page }) => {
  await lab.open()
  await lab.train()
  const step = await lab.pause()
  await page.waitForTimeout(1000)
  expect(await lab.step()).toBe(step)
  await lab.train(step + 10)
})

test('step takes exactly one', async ({ lab }) => {
  await lab.open()
  for (const step of ['1', '2', '3']) {
    await lab.button('Step').click()
    await expect(lab.value('step')).toHaveText(step)
  }
  await lab.train()
  const step = await lab.pause()
  await lab.button('Step').click()
  await expect(lab.value('step')).toHaveText(String(step + 1))
})

test('reset begins again at step 0', async ({ lab }) => {
  await lab.open()
  await lab.train()
  await lab.pause()
  await lab.button('Reset').click()
  await expect(lab.value('step')).toHaveText('0')
  await lab.ready()
  await lab.train(5)
})

test('autostart and steps in the URL', async ({ lab, page }) => {
  await lab.visit({ autostart: 1, steps: 40 })
  await expect(lab.value('step')).toHaveText('40')
  await expect(lab.button('Train')).toBeVisible()
  await page.waitForTimeout(500)
  expect(await lab.step()).toBe(40)
})
