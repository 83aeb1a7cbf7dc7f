/**
 * Notes, in a page that is being opened, when what a person waits for is there, and what the engine tells of its own
 * beginning. Put into the page before its first script, so it may use nothing from outside its functions.
 */

/** Milliseconds since the navigation began. */
export interface Marks {
  /** Train can be pressed. */
  usable?: number
  /** The backend's and the data's names are on the page: there is a model. */
  model?: number
  /** The page shows a step. */
  firstStep?: number
  /** From the first to the last word of each task of the engine. */
  readonly tasks: Record<string, [number, number]>
}

/** For `addInitScript`. */
export function noteMarks(): void {
  const marks: Marks = { tasks: {} }
  Object.assign(window, { startupMarks: marks })
  const text = (id: string) => document.querySelector(`[data-testid="${id}"]`)?.textContent ?? ''
  const reached: Record<'usable' | 'model' | 'firstStep', () => boolean> = {
    usable: () => {
      const button = document.querySelector<HTMLButtonElement>('button.train')
      return button !== null && !button.disabled
    },
    model: () => text('backend') !== '' && text('dataset') !== '',
    firstStep: () => Number(text('step')) > 0,
  }
  const look = () => {
    for (const name of ['usable', 'model', 'firstStep'] as const)
      if (marks[name] === undefined && reached[name]()) marks[name] = performance.now()
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })

  const listen = ({ data }: MessageEvent) => {
    const { type, task } = ((data as { event?: unknown }).event ?? {}) as { type?: string; task?: string }
    const name = type === 'progress' ? task! : type === 'trained' ? 'first steps' : undefined
    if (!name) return
    const now = performance.now()
    const known = marks.tasks[name]
    if (!known) marks.tasks[name] = [now, now]
    else if (name !== 'first steps') known[1] = now
  }
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options)
      this.addEventListener('message', listen)
    }
  }
}
