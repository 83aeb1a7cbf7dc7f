/**
 * Draw a digit, or pick a test image: what the encoder sees of it, what the model makes of it, draws of its posterior,
 * and where that lies. Its posterior mean sets the sliders, also while it is being drawn.
 */
import { useEffect, useMemo } from 'react'
import type { ChosenImage, Inspection } from '../../../protocol/latent.ts'
import { createNewest } from '../../../waiting/newest.ts'
import { Aged } from '../../aged/Aged.tsx'
import { useLab, useLabState } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { pad, useDrawing } from './drawing.ts'
import { Pad } from './Pad.tsx'
import { PickImage, imageName } from './PickImage.tsx'
import { Picture } from './Picture.tsx'
import { PosteriorRows } from './PosteriorRows.tsx'
import { ValueRows } from './ValueRows.tsx'
import { useForm } from '../form.ts'
import { useNeed } from '../seen.ts'
import './draw.css'

/** What the model makes of the image looked at; null where there is none, or the pad it was drawn on is empty again. */
function useSeen() {
  const { strokes } = useDrawing()
  const chosen = useLabState((state) => state.latent.chosen)
  const inspection = useLabState((state) => state.latent.inspection)
  const isCleared = chosen !== null && 'pixels' in chosen && strokes.length === 0
  return isCleared ? { chosen: null, inspection: null } : { chosen, inspection }
}

/** Brings what is drawn to the encoder, as fast as it answers. */
function useLiveDrawing(): (chosen: ChosenImage) => Promise<void> {
  const lab = useLab()
  const look = useMemo(() => createNewest((chosen: ChosenImage) => lab.latent.choose(chosen)).ask, [lab])
  useEffect(
    () =>
      pad.subscribe(() => {
        const { pixels } = pad.get()
        if (pixels) void look({ pixels })
      }),
    [look],
  )
  return look
}

function PadTools({ onUse }: { onUse: (() => void) | null }) {
  const { strokes } = useDrawing()
  return (
    <div className="pad-tools">
      <button
        type="button"
        className="quiet"
        aria-disabled={strokes.length === 0}
        onClick={() => pad.clear()}
      >
        {t('padClear')}
      </button>
      <button type="button" className="quiet" aria-disabled={!pad.canUndo()} onClick={() => pad.undo()}>
        {t('padUndo')}
      </button>
      {onUse && (
        <button type="button" className="quiet" onClick={onUse}>
          {t('padUse')}
        </button>
      )}
    </div>
  )
}

interface SeenProps {
  readonly inspection: Inspection | null
  /** What the image is called. */
  readonly what: string
}

const Seen = ({ inspection, what }: SeenProps) => (
  <Aged as="div" className="seen" step={inspection?.step}>
    <figure>
      <Picture
        images={inspection?.original ?? null}
        label={inspection ? t('encoderSeesAlt', { what }) : t('nothingSeen')}
      />
      <figcaption>{t('encoderSees')}</figcaption>
    </figure>
    <figure>
      <Picture
        images={inspection?.reconstruction ?? null}
        label={inspection ? t('reconstructionAlt', { what }) : t('nothingSeen')}
      />
      <figcaption>{t('reconstruction')}</figcaption>
    </figure>
  </Aged>
)

/** As many as the store asks for; their row is there before they are. */
const DRAWS = 8

const Draws = ({ inspection }: Pick<SeenProps, 'inspection'>) => (
  <Aged as="figure" className="posterior-draws" step={inspection?.step}>
    <figcaption>{t('posteriorDraws')}</figcaption>
    <Picture
      images={inspection?.draws ?? null}
      count={inspection?.draws.count ?? DRAWS}
      label={inspection ? t('posteriorDrawsAlt', { count: inspection.draws.count }) : t('nothingSeen')}
    />
  </Aged>
)

export function DrawDigit() {
  useNeed('inspection')
  useNeed('encodings') // the order of the latents is by their activity
  const { strokes, pixels } = useDrawing()
  const { chosen, inspection } = useSeen()
  const images = useLabState((state) => state.latent.testImages)
  const look = useLiveDrawing()
  const isPicked = chosen !== null && 'test' in chosen
  const what = imageName(chosen, images)
  const form = useForm()
  return (
    <div className="draw">
      <div className="draw-top">
        <div className="pad-place">
          <Pad isFaint={isPicked} />
          {strokes.length === 0 && (
            <p className="pad-hint" aria-hidden="true">
              {t('padHint')}
            </p>
          )}
          <PadTools onUse={isPicked && pixels ? () => void look({ pixels }) : null} />
        </div>
        <div className="draw-beside">
          <Seen inspection={inspection} what={what} />
          <PickImage chosen={chosen} onChoose={(next) => void look(next)} />
          <p className="picked soft">{what}</p>
        </div>
      </div>
      <Draws inspection={inspection} />
      {form.values === null ? (
        <PosteriorRows inspection={inspection} />
      ) : (
        <ValueRows inspection={inspection} form={form} />
      )}
    </div>
  )
}
