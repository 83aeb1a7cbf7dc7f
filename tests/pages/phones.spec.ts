/** A phone, upright and on its side: a slow processor, a finger for a mouse, and little room. */
import type { Page } from '@playwright/test'
import { expect, test, THOROUGH } from './support/lab.ts'

test.use({ hasTouch: true, isMobile: true, deviceScaleFactor: 3, reuseContext: false })

const SLOWER = 4
const STEPS = 500

/** CSS pixels; WCAG 2.2, 2.5.8 asks for 24. */
const LEAST_TARGET = 32

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
}

/** What a finger would miss, by name and size. A control is hit with its label, a thumb with its track, a step of a proof by its margin. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate((least) => {
    const targets = document.querySelectorAll<HTMLElement>(
      'button, select, input, [role=slider], [role=tab], [role=radio], [role=menuitem], summary',
    )
    return [...targets].flatMap((target) => {
      const hit = target.closest('label, .slider, .step') ?? target
      const { width, height } = hit.getBoundingClientRect()
      if (width === 0 || !target.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        return []
      if (Math.min(width, height) >= least) return []
      const name = target.getAttribute('aria-label') ?? target.textContent
      return [`${target.tagName} ${name || target.className}: ${width.toFixed(0)} x ${height.toFixed(0)}`]
    })
  }, LEAST_TARGET)

const isWiderThanItsWindow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth)

test.use({ viewport: { width: 390, height: 844 } })

test(
  `${STEPS} steps with a slow processor, a switch, and every target can be hit; also on its side`,
  THOROUGH,
  async ({ lab, page }) => {
    await slowDown(page)
    await lab.open({ steps: STEPS })
    await lab.button('Train').tap()
    await lab.passes(100)
    await page.getByRole('tab', { name: 'Experiment', exact: true }).tap()
    await page.getByRole('radio', { name: 'Score function', exact: true }).tap()
    await expect(lab.value('step')).toHaveText(String(STEPS))
    expect(Number(await page.getByTestId('probe-count').textContent())).toBeGreaterThanOrEqual(6)
    expect(await isWiderThanItsWindow(page)).toBe(false)
    expect(await smallTargets(page)).toEqual([])
    await page.getByRole('tab', { name: 'Variance', exact: true }).tap()
    const toggle = page.getByRole('radiogroup', { name: 'Estimator', exact: true })
    await expect(toggle.getByRole('radio', { name: 'Score function' })).toBeChecked()
    await expect(page.getByRole('img', { name: /^10 images decoded/ })).toBeVisible()
    expect(await smallTargets(page)).toEqual([])

    await page.setViewportSize({ width: 844, height: 390 })
    await page.getByRole('radio', { name: 'Reparameterized', exact: true }).first().tap()
    await lab.button('Step').tap()
    await expect(lab.value('step')).toHaveText(String(STEPS + 1))
    expect(await isWiderThanItsWindow(page)).toBe(false)
    expect(await smallTargets(page)).toEqual([])
  },
)

test('what a switch did is told in full', THOROUGH, async ({ lab, page }) => {
  await lab.open({ steps: 300, at: '200:estimator=score-function' })
  await lab.button('Train').tap()
  await expect(lab.value('step')).toHaveText('300')
  const told = page.getByTestId('narrator')
  await expect(told).toHaveAttribute('data-rule', 'switched')
  expect(await told.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0)
})

test('the toolbar is as high while the page opens as afterwards', THOROUGH, async ({ lab, page }) => {
  await page.addInitScript(() => {
    const heights = new Set<number>()
    Object.assign(window, { heights })
    const look = () => {
      const height = document.querySelector('.toolbar')?.getBoundingClientRect().height
      if (height) heights.add(height)
      requestAnimationFrame(look)
    }
    look()
  })
  await lab.open()
  const seen = await page.evaluate(() => [...(window as unknown as { heights: Set<number> }).heights])
  expect(seen).toHaveLength(1)
})
