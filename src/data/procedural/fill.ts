/**
 * Draws what is missing of procedural sets while nobody needs the thread: a few at a time, and not while digits are
 * asked for, since whoever asks is at work. What is drawn does not depend on it.
 */
import type { DrawnSplit, DrawnSplits } from './generate.ts'

/** About 4 ms of drawing, then a rest. */
const SLICE = 100
const REST_MS = 16
/** Digits were asked for: training, or an evaluation, is under way. */
const AT_WORK_MS = 500

type Wait = (ms: number) => Promise<void>

const wait: Wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Resolves when all are drawn. */
export async function fillDigits({ train, test }: DrawnSplits, rest: Wait = wait): Promise<void> {
  const count = () => train.done + test.done
  const missing = (): DrawnSplit | undefined => [test, train].find((split) => split.done < split.count)
  let before = count()
  for (let split = missing(); split; split = missing()) {
    const isAtWork = count() > before
    if (!isAtWork) split.more(SLICE)
    before = count()
    await rest(isAtWork ? AT_WORK_MS : REST_MS)
  }
}
