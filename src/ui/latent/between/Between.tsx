/**
 * Two images and what lies between them: the straight line in latent space, decoded, and under it the one in pixel
 * space. A handle moves the sliders along the former.
 */
import { Slider } from 'radix-ui'
import { useMemo, useState } from 'react'
import type { ChosenImage, Inspection } from '../../../protocol/latent.ts'
import '../../controls/slider.css'
import { Age, Aged } from '../../aged/Aged.tsx'
import { useLab, useLabState } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { useDrawing } from '../draw/drawing.ts'
import { PickImage, imageName } from '../draw/PickImage.tsx'
import { Picture } from '../draw/Picture.tsx'
import { anyOf, labelOf } from '../draw/pick.ts'
import { useNeed } from '../seen.ts'
import { blend, distance, interpolate } from './blend.ts'
import './between.css'

/** Images in a row; the store decodes as many. */
const COUNT = 11
const PERCENT = 100

interface EndProps {
  readonly end: 'from' | 'to'
  readonly chosen: ChosenImage | null
  readonly inspection: Inspection | null
  readonly onChoose: (chosen: ChosenImage) => void
}

function End({ end, chosen, inspection, onChoose }: EndProps) {
  const images = useLabState((state) => state.latent.testImages)
  const { pixels } = useDrawing()
  const name = imageName(chosen, images)
  return (
    <div className="between-end" data-end={end}>
      <Picture
        images={inspection?.original ?? null}
        label={t('named', { name: t('betweenEnd', { end }), phrase: name })}
      />
      <div>
        <p className="between-name">
          <span className="soft">{t(end === 'from' ? 'betweenFrom' : 'betweenTo')}</span> {name}
        </p>
        <PickImage chosen={chosen} onChoose={onChoose} label={t('betweenEnd', { end })} drawn={pixels} />
      </div>
    </div>
  )
}

interface WayProps {
  readonly from: Inspection
  readonly to: Inspection
}

/** Where on the line the sliders were set; the track goes from the middle of the first image to the last one's. */
function Handle({ from, to }: WayProps) {
  const lab = useLab()
  const chosen = useLabState((state) => state.latent.chosen)
  const [start, setStart] = useState(chosen)
  const [percent, setPercent] = useState(0)
  // An image that is chosen sets the sliders to its own mean.
  if (start !== chosen) {
    setStart(chosen)
    setPercent(0)
  }
  const go = (next: number) => {
    setPercent(next)
    lab.latent.moveTo(interpolate(from.mean, to.mean, next / PERCENT), 'between')
  }
  return (
    <Slider.Root
      className="slider between-slider"
      value={[percent]}
      max={PERCENT}
      onValueChange={([next]) => go(next ?? 0)}
    >
      <Slider.Track className="slider-track" />
      <Slider.Thumb
        className="slider-thumb"
        aria-label={t('betweenPlace')}
        aria-valuetext={t('betweenPlaceText', { percent })}
      />
    </Slider.Root>
  )
}

function Way({ from, to }: WayProps) {
  const line = useLabState((state) => state.latent.line)
  const faded = useMemo(() => blend(from.original, to.original, COUNT), [from.original, to.original])
  return (
    <Aged as="div" className="between-way" step={line?.step ?? from.step}>
      <p className="between-row soft">{t('betweenLatent')}</p>
      <Picture
        images={line}
        count={COUNT}
        label={line ? t('betweenLatentAlt', { count: COUNT }) : t('nothingSeen')}
      />
      <Handle from={from} to={to} />
      <Picture images={faded} count={COUNT} label={t('betweenPixelsAlt', { count: COUNT })} />
      <p className="between-row soft">{t('betweenPixels')}</p>
      <p className="between-caption soft">
        {t('betweenCaption', { distance: distance(from.mean, to.mean), step: line?.step ?? from.step })}{' '}
        <Age isQuiet />
      </p>
    </Aged>
  )
}

/** Two test images of different digits, as far as the digits are known. */
function useAnyTwo(): () => void {
  const lab = useLab()
  const images = useLabState((state) => state.latent.testImages)
  const [turn, setTurn] = useState(0)
  return () => {
    if (!images) return
    const first = anyOf(images, null, turn) ?? 0
    const tries = Array.from({ length: 20 }, (_, i) => anyOf(images, null, turn + 1 + i) ?? 0)
    const isOther = (image: number) => image !== first && labelOf(images, image) !== labelOf(images, first)
    setTurn(turn + 21)
    void lab.latent.choose({ test: first })
    void lab.latent.choosePartner({ test: tries.find(isOther) ?? tries[0]! })
  }
}

function NoTwo() {
  const anyTwo = useAnyTwo()
  const isPossible = useLabState((state) => state.phase !== 'none' && state.latent.testImages !== null)
  return (
    <div className="between-way between-none">
      <p className="empty-title">{t('betweenEmptyTitle')}</p>
      <p className="soft">{t('betweenEmptyText')}</p>
      <button type="button" className="button" aria-disabled={!isPossible} onClick={anyTwo}>
        {t('betweenAny')}
      </button>
    </div>
  )
}

export function Between() {
  const lab = useLab()
  useNeed('inspection')
  useNeed('line')
  const chosen = useLabState((state) => state.latent.chosen)
  const inspection = useLabState((state) => state.latent.inspection)
  const partner = useLabState((state) => state.latent.partner)
  const partnerInspection = useLabState((state) => state.latent.partnerInspection)
  return (
    <div className="between">
      <div className="between-ends">
        <End
          end="from"
          chosen={chosen}
          inspection={inspection}
          onChoose={(image) => void lab.latent.choose(image)}
        />
        <End
          end="to"
          chosen={partner}
          inspection={partnerInspection}
          onChoose={(image) => void lab.latent.choosePartner(image)}
        />
      </div>
      {inspection && partnerInspection ? <Way from={inspection} to={partnerInspection} /> : <NoTwo />}
    </div>
  )
}
