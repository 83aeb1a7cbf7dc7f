/** How long the decoded image takes to follow a slider of the latent space, as the page itself sees it. */
import type { Page } from '@playwright/test'

/** For `addInitScript`: notes of each image asked for at the sliders' point its z; there is never more than one under way. */
export function noteRequests(): void {
  const post = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (this: Worker, message: never, ...rest: never[]) {
    const { method, args } = message as { method?: string; args?: [Float32Array] }
    if (method === 'decode') Object.assign(window, { asked: args?.[0].slice() })
    return post.call(this, message, ...rest)
  } as typeof post
}

/** Of each move, in milliseconds from the key's event. */
export interface Latencies {
  /** Until the image decoded at its point is on the canvas. */
  readonly canvas: readonly number[]
  /** Until the frame after that. */
  readonly frame: readonly number[]
}

/** Moves z1 to and fro by keys, on a page with `noteRequests`. */
export const latencies = (page: Page, moves: number): Promise<Latencies> =>
  page.evaluate(async (moves) => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="decoded"]')!
    const thumb = document.querySelector<HTMLElement>('[role="slider"][aria-labelledby="latent-1"]')!
    const context = canvas.getContext('2d')!
    const put = context.putImageData.bind(context)
    let onPaint = () => {}
    context.putImageData = (...args: unknown[]) => {
      put(...(args as Parameters<typeof put>))
      onPaint()
    }
    const asked = () => (window as unknown as { asked: Float32Array }).asked[0]!
    const painted = (z: number) =>
      new Promise<number>((resolve) => {
        onPaint = () => Math.abs(asked() - z) < 1e-4 && resolve(performance.now())
      })
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const found = { canvas: [] as number[], frame: [] as number[] }
    for (let move = 0; move < moves; move++) {
      // Not in step with the training.
      await new Promise((resolve) => setTimeout(resolve, (move * 7) % 23))
      const key = move % 20 < 10 ? 'ArrowRight' : 'ArrowLeft'
      const z = Number(thumb.getAttribute('aria-valuenow')) + (key === 'ArrowRight' ? 0.05 : -0.05)
      const began = performance.now()
      const waiting = painted(z)
      thumb.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      found.canvas.push((await waiting) - began)
      await frame()
      found.frame.push(performance.now() - began)
    }
    context.putImageData = put as typeof context.putImageData
    return found
  }, moves)
