/** The page as a person uses it, in any browser: what is on it by its names, and what one does there. */
import { expect } from 'vitest'
import type { Browser, Point } from './browser.ts'

/** Small enough that everything happens at once; the same kernels everywhere. */
const SMALL = { hidden: '32', latent: '2', batch: '32', backend: 'wasm', probe: '0' }

export type Settings = Readonly<Record<string, string | number>>

/** An element by a selector and, where that is not enough, its accessible name or how that begins. */
export interface Target {
  readonly selector: string
  readonly name?: string
}

const button = (name: string): Target => ({ selector: 'button', name })
export const TRAIN = button('Train')
const PAUSE = button('Pause')
export const STEP = button('Step')

interface Box extends Point {
  readonly width: number
  readonly isEnabled: boolean
}

/** The middle of an element, which is scrolled into sight; null while it is not there. */
function look({ selector, name = '' }: Target): Box | null {
  const nameOf = (element: Element) => (element.getAttribute('aria-label') ?? element.textContent).trim()
  const elements = [...document.querySelectorAll(selector)]
  const element =
    elements.find((element) => nameOf(element) === name) ??
    elements.find((element) => nameOf(element).startsWith(name))
  if (!element) return null
  element.scrollIntoView({ block: 'center', behavior: 'instant' })
  const { x, y, width, height } = element.getBoundingClientRect()
  const isEnabled = !element.matches(':disabled, [aria-disabled="true"]')
  return { x: x + width / 2, y: y + height / 2, width, isEnabled }
}

/** What is given away from now on is kept on the page: not each browser that is driven can write files. */
function keepFiles(): void {
  const make = URL.createObjectURL
  URL.createObjectURL = (blob: Blob) => {
    const reader = new FileReader()
    reader.onload = () => Object.assign(window, { content: reader.result })
    reader.readAsDataURL(blob)
    return make.call(URL, blob)
  }
  HTMLAnchorElement.prototype.click = function () {
    Object.assign(window, { fileName: this.download })
  }
}

function keptFile(): { fileName: string; content: string } | null {
  const { fileName, content } = window as unknown as { fileName?: string; content?: string }
  return fileName && content ? { fileName, content } : null
}

function forgetFile(): void {
  Object.assign(window, { fileName: undefined, content: undefined })
}

export class Lab {
  constructor(
    readonly browser: Browser,
    readonly root: string,
  ) {}

  /** Opens the page and waits for the model. */
  async open(settings: Settings = {}): Promise<void> {
    const hash = new URLSearchParams({ ...SMALL, ...settings } as Record<string, string>)
    await this.browser.go(`${this.root}#${hash}`)
    await this.find(STEP)
  }

  /** Where it is, once it is there, stands still and can be pressed: what comes late moves what is there. */
  async find(target: Target): Promise<Box> {
    let box: Box | null = null
    const isReady = async () => {
      const before = box
      box = await this.browser.evaluate(look, target)
      return box !== null && box.isEnabled && box.x === before?.x && box.y === before.y
    }
    try {
      await expect.poll(isReady).toBe(true)
      return box!
    } catch {
      const words = await this.browser.evaluate(() => document.body.innerText.slice(0, 600))
      throw new Error(`${target.name ?? target.selector} is not there to be pressed. On the page: ${words}`)
    }
  }

  async press(target: Target): Promise<void> {
    await this.browser.drag([await this.find(target)])
  }

  text(selector: string): Promise<string> {
    return this.browser.evaluate((selector) => document.querySelector(selector)?.textContent ?? '', selector)
  }

  attribute(selector: string, name: string): Promise<string> {
    const read = ([selector, name]: readonly [string, string]) =>
      document.querySelector(selector)?.getAttribute(name) ?? ''
    return this.browser.evaluate(read, [selector, name] as const)
  }

  value(id: 'step' | 'saved-step' | 'backend' | 'dataset'): Promise<string> {
    return this.text(`[data-testid="${id}"]`)
  }

  async step(): Promise<number> {
    return Number(await this.value('step'))
  }

  async passes(steps: number): Promise<void> {
    await expect.poll(() => this.step()).toBeGreaterThan(steps)
  }

  /** Until it stops by itself, at the step that its settings name. */
  async trainTo(step: number): Promise<void> {
    await this.press(TRAIN)
    await expect.poll(() => this.step()).toBe(step)
    await this.find(TRAIN)
  }

  async pause(): Promise<number> {
    await this.press(PAUSE)
    await this.find(TRAIN)
    return this.step()
  }

  /** A file of the Export menu. */
  async exported(name: string): Promise<Buffer> {
    await this.browser.evaluate(keepFiles)
    await this.browser.evaluate(forgetFile)
    await this.press(button('Export'))
    await this.press({ selector: '[role="menuitem"]', name })
    await expect.poll(() => this.browser.evaluate(keptFile)).toMatchObject({ fileName: name })
    const { content } = (await this.browser.evaluate(keptFile))!
    return Buffer.from(content.slice(content.indexOf(',') + 1), 'base64')
  }
}
