/** The panel's head: which derivation this is, the way to the others, and whether it stays. */
import type { Dispatch } from 'react'
import { CHAPTERS } from '../../derivations/chapters.ts'
import type { Derivation } from '../../derivations/derivation.ts'
import { useLanguage } from '../language.ts'
import { t } from '../messages/index.ts'
import type { Reading, Turn } from './reading.ts'

export function useTitles(derivations: readonly Derivation[]): readonly string[] {
  const language = useLanguage()
  return derivations.map(({ words }) => (words[language] ?? words.en).title)
}

interface ContentsProps {
  readonly chapters: ReturnType<typeof chaptersOf>
  readonly titles: readonly string[]
  readonly place: number
  readonly onPlace: (place: number) => void
}

/** The places of each chapter's derivations. */
function chaptersOf(derivations: readonly Derivation[]) {
  const starts = CHAPTERS.map(({ first }) => derivations.findIndex(({ id }) => id === first))
  const places = derivations.map((_, place) => place)
  return CHAPTERS.map(({ id }, i) => ({ id, places: places.slice(starts[i], starts[i + 1]) }))
}

/** The browser's own list under the words "8 of 16". */
const Contents = ({ chapters, titles, place, onPlace }: ContentsProps) => (
  <span className="contents">
    <span aria-hidden>{t('derivationPlace', { place: place + 1, count: titles.length })}</span>
    <select
      aria-label={t('derivationChoice')}
      value={place}
      onChange={(event) => onPlace(Number(event.target.value))}
    >
      {chapters.map(({ id, places }) => (
        <optgroup key={id} label={t('derivationChapter', { chapter: id })}>
          {places.map((i) => (
            <option key={i} value={i}>
              {t('derivationOption', { place: i + 1, title: titles[i] as string })}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  </span>
)

interface ArrowProps {
  readonly label: string
  readonly isPossible: boolean
  readonly onGo: () => void
  readonly children: string
}

const Arrow = ({ label, isPossible, onGo, children }: ArrowProps) => (
  <button
    type="button"
    className="quiet arrow"
    aria-label={label}
    title={label}
    aria-disabled={!isPossible}
    onClick={() => isPossible && onGo()}
  >
    {children}
  </button>
)

interface Props {
  readonly derivations: readonly Derivation[]
  readonly reading: Reading
  readonly turn: Dispatch<Turn>
}

export function Head({ derivations, reading: { shown, isPinned }, turn }: Props) {
  const titles = useTitles(derivations)
  const place = derivations.findIndex(({ id }) => id === shown)
  const go = (to: number) => turn({ type: 'go', id: (derivations[to] as Derivation).id })
  return (
    <div className="panel-head">
      <h2 className="heading">{t('derivations')}</h2>
      <div className="lesson-choice">
        <Arrow label={t('derivationPrevious')} isPossible={place > 0} onGo={() => go(place - 1)}>
          ‹
        </Arrow>
        <Contents chapters={chaptersOf(derivations)} titles={titles} place={place} onPlace={go} />
        <Arrow
          label={t('derivationNext')}
          isPossible={place < derivations.length - 1}
          onGo={() => go(place + 1)}
        >
          ›
        </Arrow>
        <button
          type="button"
          className="tab pin"
          aria-pressed={isPinned}
          data-state={isPinned ? 'on' : 'off'}
          title={t('derivationPinHint')}
          onClick={() => turn({ type: 'pin' })}
        >
          {t('derivationPin')}
        </button>
      </div>
    </div>
  )
}
