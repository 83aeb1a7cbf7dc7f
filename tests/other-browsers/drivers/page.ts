/** A browser by its one page, as Playwright and puppeteer both have pages. */
import type { Browser, Key } from '../browser.ts'

interface DrivenPage {
  goto(url: string): Promise<unknown>
  evaluate(script: never, argument: never): Promise<unknown>
  readonly keyboard: { press(key: Key): Promise<void> }
  readonly mouse: {
    move(x: number, y: number): Promise<void>
    down(): Promise<void>
    up(): Promise<void>
  }
}

/** `rest`: what each driver does in its own way. */
export const browserOf = (
  page: DrivenPage,
  rest: Pick<Browser, 'version' | 'errors' | 'close'>,
): Browser => ({
  ...rest,
  async go(url) {
    await page.goto('about:blank')
    await page.goto(url)
  },
  evaluate: <T, A>(script: (argument: A) => T | Promise<T>, argument?: A) =>
    page.evaluate(script as never, argument as never) as Promise<T>,
  press: (key) => page.keyboard.press(key),
  async drag([first, ...others]) {
    await page.mouse.move(first!.x, first!.y)
    await page.mouse.down()
    for (const { x, y } of others) await page.mouse.move(x, y)
    await page.mouse.up()
  },
})
