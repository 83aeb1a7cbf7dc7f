/**
 * Which moves of a slider belong together and are one step back: those of one drag, and presses of keys on one slider
 * that follow each other closely.
 */
const TYPING_MS = 1500

export interface Gestures {
  /** A drag begins. */
  grab(): void
  /** A key is pressed on the slider of this latent. */
  press(latent: number): void
  readonly current: string
}

export function createGestures(now: () => number): Gestures {
  let count = 0
  let last = { latent: -1, at: -Infinity }
  return {
    grab() {
      count += 1
      last = { latent: -1, at: -Infinity }
    },
    press(latent) {
      if (latent !== last.latent || now() - last.at > TYPING_MS) count += 1
      last = { latent, at: now() }
    },
    get current() {
      return `slider ${count}`
    },
  }
}
