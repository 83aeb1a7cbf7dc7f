/** The present run again with several seeds, and the line that can be quoted of them. */
import { quoteOf, SEEDS } from '../../store/repeat/state.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

const [FIRST, LAST] = [SEEDS[0]!, SEEDS.at(-1)!]

function Quote() {
  const repeat = useLabState((state) => state.repeat)
  const quote = repeat && quoteOf(repeat)
  if (!repeat || !quote) return null
  const { steps, isBound } = repeat
  return (
    <p className="seeds-quote" data-partial={quote.seeds < quote.wanted || undefined}>
      {t('seedsQuote', { ...quote, steps, isBound })}
    </p>
  )
}

export function Seeds() {
  const lab = useLab()
  const running = useLabState(({ repeat }) => repeat?.running ?? null)
  const steps = useLabState(({ repeat, step }) => (repeat?.running == null ? step : repeat.steps))
  const isPossible = useLabState(({ opening, phase, step }) => !opening && phase !== 'none' && step > 0)
  return (
    <div className="seeds">
      {running === null ? (
        <button
          type="button"
          className="button"
          aria-disabled={!isPossible}
          aria-describedby="seeds-hint"
          onClick={() => isPossible && void lab.repeat.run()}
        >
          {t('seedsRun', { first: FIRST, last: LAST })}
        </button>
      ) : (
        <button
          type="button"
          className="button"
          aria-describedby="seeds-hint"
          onClick={() => void lab.repeat.stop()}
        >
          {t('seedsStop')}
        </button>
      )}
      <p className="soft" id="seeds-hint">
        {running !== null
          ? t('seedsNow', { seed: running, last: SEEDS.length })
          : isPossible
            ? t('seedsHint', { steps })
            : t('seedsFirst')}
      </p>
      <Quote />
    </div>
  )
}
