/** Picks a test image: the previous, the next, one at random, of any digit or of one; or the drawn digit. */
import { useMemo, useState } from 'react'
import { classesIn } from '../../../charts/latent/classes.ts'
import type { ChosenImage, TestImages } from '../../../protocol/latent.ts'
import { useLabState } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { anyOf, labelOf, nextOfClass, testOf, type Label } from './pick.ts'
import './draw.css'

interface Props {
  readonly chosen: ChosenImage | null
  readonly onChoose: (chosen: ChosenImage) => void
  /** Names the group, where there is more than one. */
  readonly label?: string
  /** What was drawn, where it may be picked too. */
  readonly drawn?: Uint8Array | null
}

/** What a chosen image is called. */
export function imageName(chosen: ChosenImage | null, images: TestImages | null): string {
  if (!chosen) return t('pickNone')
  if (!('test' in chosen)) return t('pickOwn')
  return t('pickTest', { image: chosen.test + 1, label: images ? labelOf(images, chosen.test) : undefined })
}

/** Draws at random so far, for the whole page: each is another one. */
let turns = 0

interface ClassChoiceProps {
  readonly labels: Uint8Array
  readonly value: Label
  readonly onChange: (label: Label) => void
}

function ClassChoice({ labels, value, onChange }: ClassChoiceProps) {
  const present = useMemo(() => classesIn(labels), [labels])
  return (
    <select
      className="field pick-class"
      aria-label={t('pickClass')}
      value={value !== null && present.includes(value) ? value : ''}
      onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
    >
      <option value="">{t('pickAnyClass')}</option>
      {present.map((label) => (
        <option key={label} value={label}>
          {t('pickOneClass', { label })}
        </option>
      ))}
    </select>
  )
}

interface Way {
  readonly name: 'pickPrevious' | 'pickNext' | 'pickRandom'
  readonly image: (images: TestImages, from: number, label: Label) => number | null
}

const WAYS: readonly Way[] = [
  { name: 'pickPrevious', image: (images, from, label) => nextOfClass(images, from, -1, label) },
  { name: 'pickNext', image: (images, from, label) => nextOfClass(images, from, 1, label) },
  { name: 'pickRandom', image: (images, _, label) => anyOf(images, label, turns++) },
]

export function PickImage({ chosen, onChoose, label: group, drawn }: Props) {
  const images = useLabState((state) => state.latent.testImages)
  const isPossible = useLabState((state) => state.phase !== 'none') && images !== null
  const [label, setLabel] = useState<Label>(null)
  const go = ({ image }: Way) => {
    const own = label !== null && images?.labels?.includes(label) ? label : null // of other data it may be left
    const next = images && isPossible ? image(images, testOf(chosen), own) : null
    if (next !== null) onChoose({ test: next })
  }
  return (
    <div className="pick" role="group" aria-label={group ?? t('pickGroup')}>
      {WAYS.map((way) => (
        <button
          key={way.name}
          type="button"
          className="quiet"
          aria-disabled={!isPossible}
          onClick={() => go(way)}
        >
          {t(way.name)}
        </button>
      ))}
      {images?.labels && <ClassChoice labels={images.labels} value={label} onChange={setLabel} />}
      {drawn && (
        <button type="button" className="quiet" onClick={() => onChoose({ pixels: drawn })}>
          {t('pickDrawn')}
        </button>
      )}
    </div>
  )
}
