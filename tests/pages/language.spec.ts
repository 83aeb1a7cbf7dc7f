/** The page in English and in Chinese: chosen by the address, by a person, by the browser, and changed while it trains. */
import type { Locator, Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { expect, test, type Lab, THOROUGH } from './support/lab.ts'

const html = (page: Page): Locator => page.locator('html')
const languageSwitch = (page: Page): Locator => page.getByRole('button', { name: /^(EN \/ )?中文$|^EN$/ })
const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true })

async function isIn(page: Page, language: 'en' | 'zh-CN'): Promise<void> {
  await expect(html(page)).toHaveAttribute('lang', language)
  await expect(page).toHaveTitle(language === 'en' ? 'ELBO Lab' : 'ELBO 实验室')
  await expect(
    page.getByRole('button', { name: language === 'en' ? 'Reset' : '重置', exact: true }),
  ).toBeVisible()
}

/** Opens the page afresh: a change of the hash alone would not load it. */
async function visit(lab: Lab, hash: Readonly<Record<string, string>> = {}): Promise<void> {
  await lab.page.goto('about:blank')
  await lab.visit(hash)
}

test(
  'is changed while the page trains, which goes on with all that was chosen',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open()
    await isIn(page, 'en')
    await lab.train(20)
    await tab(page, 'held-out').click()
    await lab.region('ELBO').getByRole('radio', { name: 'log', exact: true }).click()
    await tab(page, 'one dimension').click()
    const zoomed = lab.region('Gradient variance').getByRole('radio', { name: 'zoomed in' })
    await zoomed.click()
    await expect(zoomed).toBeChecked()
    const canvas = await lab.region('ELBO').locator('canvas').first().screenshot()
    const step = await lab.step()

    await languageSwitch(page).click()
    await isIn(page, 'zh-CN')
    await expect(languageSwitch(page)).toBeFocused()
    await expect(page.getByRole('button', { name: '暂停', exact: true })).toBeVisible()
    await lab.passes(step + 20)
    await expect(tab(page, '留出集')).toHaveAttribute('aria-selected', 'true')
    await expect(tab(page, '一维')).toHaveAttribute('aria-selected', 'true')
    await expect(lab.region('证据下界').getByRole('radio', { name: '对数', exact: true })).toBeChecked()
    await expect(lab.region('梯度方差').getByRole('radio', { name: '放大' })).toBeChecked()
    // What is drawn on a canvas speaks it, too.
    expect(canvas.equals(await lab.region('证据下界').locator('canvas').first().screenshot())).toBe(false)

    await page.keyboard.press('Enter')
    await isIn(page, 'en')
    await expect(tab(page, 'held-out')).toHaveAttribute('aria-selected', 'true')
    await expect(lab.button('Pause')).toBeVisible()
  },
)

test('stands in the address beside the settings, and is kept', THOROUGH, async ({ lab, page }) => {
  await lab.open({ beta: 4 })
  expect((await lab.hash()).get('lang')).toBeNull()
  await languageSwitch(page).click()
  await expect.poll(async () => (await lab.hash()).get('lang')).toBe('zh-CN')
  await expect.poll(async () => (await lab.hash()).get('beta')).toBe('4')
  await page.reload()
  await isIn(page, 'zh-CN')

  // Without it in the address the page is as it was left; the address goes before that.
  await visit(lab)
  await isIn(page, 'zh-CN')
  expect((await lab.hash()).get('lang')).toBeNull()
  await visit(lab, { lang: 'en' })
  await isIn(page, 'en')
  await page.evaluate(() => (location.hash = location.hash.replace('lang=en', 'lang=zh-CN')))
  await isIn(page, 'zh-CN')
})

test('that there is not is reported', THOROUGH, async ({ lab, page }) => {
  await lab.open({ lang: 'tlh' })
  await isIn(page, 'en')
  await expect(lab.message(/lang=tlh/)).toContainText('en | zh-CN')
  expect((await lab.hash()).get('lang')).toBeNull()
})

test.describe('in a browser that prefers Chinese', () => {
  test.use({ locale: 'zh-Hans-CN' })

  test('is Chinese, and no address says so', async ({ lab, page }) => {
    await lab.visit()
    await isIn(page, 'zh-CN')
    expect((await lab.hash()).get('lang')).toBeNull()
  })
})

test.describe('that cannot be fetched', () => {
  test.use({ expectedErrors: /zh-CN|ERR_FAILED/ })

  test('is told, and the page goes on in English', THOROUGH, async ({ lab, page }) => {
    await page.route('**/assets/zh-CN-*.js', (route) => route.abort())
    await lab.open()
    await languageSwitch(page).click()
    await expect(lab.message(/could not be loaded/)).toBeVisible()
    await isIn(page, 'en')
    expect((await lab.hash()).get('lang')).toBeNull()
    await lab.train(10)
  })
})

/** Words of Latin letters that stand in Chinese texts as they are: names, symbols, units, files. */
const NAMES = new Set(
  'ELBO|KL|MNIST|Fashion|CSV|PNG|SVG|ReLU|tanh|Adam|RMSProp|Adagrad|SGD|WebGPU|WebGL|WASM|CPU|TF|VAE|STL|Cov|log|cos|exp|IDX|config|json|Enter|English|nat'.split(
    '|',
  ),
)

/**
 * The English words that a person sees or hears on the page. Not of the derivations, which hold formulas, code and
 * sources: that each has its Chinese words is checked where they are.
 */
const englishOn = (page: Page): Promise<string[]> =>
  page.evaluate(
    (names) => {
      const APART =
        '#panel-derivations, #not-started, script, noscript, style, [lang="en"], .run-settings, [data-testid]'
      const heard = ['aria-label', 'aria-valuetext', 'aria-description', 'title', 'placeholder']
      const texts: string[] = []
      const COMMIT = /\b[0-9a-f]{7,}(-dirty)?\b/ // some have three letters in a row
      const textOf = ({ textContent, parentElement }: Node) =>
        (textContent ?? '').replace(parentElement?.closest('.version') ? COMMIT : '', '')
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (!node.parentElement?.closest(APART)) texts.push(textOf(node))
      for (const name of heard)
        for (const element of document.querySelectorAll(`[${name}]`))
          if (!element.closest(APART)) texts.push(element.getAttribute(name) ?? '')
      const words = (text: string) => text.match(/[A-Za-z]{3,}/g) ?? []
      return texts.filter((text) => words(text).some((word) => !names.includes(word)))
    },
    [...NAMES],
  )

/** Lines in which punctuation of English stands beside Chinese. */
const halfWidthOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const heard = ['aria-label', 'aria-valuetext', 'aria-description', 'title'].flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ''),
    )
    return [...document.body.innerText.split('\n'), ...heard].filter((line) => /[一-鿿] ?[,;:!?]/.test(line))
  })

/** Buttons, tabs and labels whose text is wider than they are. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, [role="tab"], label, .heading, .figure')]
      .filter(({ clientWidth, scrollWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
      .map(({ outerHTML }) => outerHTML),
  )

const VARIANCE_VIEWS = ['按层', '单个坐标', '随 L 的变化', '箭头', '一维', '随时间']
const SAMPLE_VIEWS = ['重构', '流形', '先验']
const LATENT_VIEWS = ['各维 KL', '精确后验', '手写数字', '插值', '比较', '编码']

test(
  'the Chinese page: nothing is left in English, nothing is too wide, no axe violation',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open()
    await lab.train(30)
    await languageSwitch(page).click()
    await isIn(page, 'zh-CN')
    // The narrator's sentence is said anew a moment later.
    await expect.poll(() => englishOn(page), 'while training').toEqual([])
    await page.getByRole('button', { name: '暂停', exact: true }).click()
    expect(await violations(page)).toEqual([])
    for (const view of [...VARIANCE_VIEWS, ...SAMPLE_VIEWS, ...LATENT_VIEWS]) {
      await tab(page, view).click()
      expect(await englishOn(page), view).toEqual([])
      expect(await halfWidthOn(page), view).toEqual([])
    }
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 844 })
      expect(await overflowing(page), `at ${width} px`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  },
)
