/** The code in a person's hands where its latents are bits or classes: a row of switches, or a picker for each latent. */
import { memo, useCallback } from 'react'
import { Segmented } from '../../controls/Segmented.tsx'
import { useLab, useLabState } from '../../lab-context.tsx'
import { t } from '../../messages/index.ts'
import { usePlace } from '../../spotlight.ts'
import type { LatentForm } from '../../../protocol/codes.ts'

type OnValue = (latent: number, value: number) => void

interface Props {
  /** Counted from 0. */
  readonly latent: number
  readonly value: number
  readonly onValue: OnValue
}

const nameOf = (latent: number) => t('latentName', { latent: latent + 1 })

/** Of many switches one changes. */
const Bit = memo(function Bit({ latent, value, onValue }: Props) {
  return (
    <button
      type="button"
      role="switch"
      className="bit"
      aria-checked={value === 1}
      aria-label={nameOf(latent)}
      onClick={() => onValue(latent, 1 - value)}
    >
      <span className="bit-name">{nameOf(latent)}</span>
      <span className="bit-value">{value}</span>
    </button>
  )
})

/** More classes than these are chosen from a list. */
const MOST_SEGMENTS = 8

interface ClassProps extends Props {
  readonly classes: number
}

const Class = memo(function Class({ latent, value, classes, onValue }: ClassProps) {
  const id = `latent-${latent + 1}`
  const all = Array.from({ length: classes }, (_, c) => String(c))
  const onChange = (next: string) => onValue(latent, Number(next))
  return (
    <div className="class-row">
      <span id={id} className="latent-name">
        {nameOf(latent)}
      </span>
      {classes <= MOST_SEGMENTS ? (
        <Segmented
          options={all}
          names={Object.fromEntries(all.map((one) => [one, one]))}
          value={String(value)}
          onChange={onChange}
          labelledBy={id}
        />
      ) : (
        <select
          className="field"
          aria-labelledby={id}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        >
          {all.map((one) => (
            <option key={one} value={one}>
              {t('codeClass', { value: Number(one) })}
            </option>
          ))}
        </select>
      )}
    </div>
  )
})

export function CodeValues({ form: { values, isOneHot } }: { form: LatentForm }) {
  const lab = useLab()
  const point = useLabState((state) => state.latent.point)
  const place = usePlace('latent:sliders')
  const onValue = useCallback<OnValue>(
    (latent, value) =>
      lab.latent.moveTo(
        lab.store.getState().latent.point.map((before, j) => (j === latent ? value : before)),
      ),
    [lab],
  )
  return (
    <div
      className={isOneHot ? 'sliders' : 'sliders bits'}
      {...place}
      role="group"
      aria-label={t(isOneHot ? 'codeClasses' : 'codeBits')}
    >
      {point.map((value, latent) =>
        isOneHot ? (
          <Class key={latent} latent={latent} value={value} classes={values ?? 2} onValue={onValue} />
        ) : (
          <Bit key={latent} latent={latent} value={value} onValue={onValue} />
        ),
      )}
    </div>
  )
}
