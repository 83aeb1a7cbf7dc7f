/**
 * What the sliders decode, painted as it comes in: past React's rendering, so that nothing stands between an answer of
 * the engine and the canvas.
 */
import { useEffect, useRef } from 'react'
import type { Images } from '../../../protocol/images.ts'
import type { LabState } from '../../../store/state.ts'
import { Age, Aged } from '../../aged/Aged.tsx'
import { useLab, useLabState, useLabStateEvery } from '../../lab-context.tsx'
import { t } from '../../messages/index.ts'
import { useForm } from '../form.ts'
import { useRestored } from '../../restored.ts'
import { SIDE } from '../../samples/paint.ts'

/** Paints grey pixels on a canvas of their size. */
function createPainter(canvas: HTMLCanvasElement): (image: Images) => void {
  const context = canvas.getContext('2d')
  if (!context) return () => {}
  const target = context.createImageData(SIDE, SIDE)
  const colours = new Uint32Array(target.data.buffer)
  return ({ pixels }) => {
    for (let i = 0; i < colours.length; i++) colours[i] = 0xff00_0000 | (0x01_0101 * pixels[i]!)
    context.putImageData(target, 0, 0)
  }
}

const decodedStep = ({ latent }: LabState) => latent.decoded?.image.step

export function DecodedImage() {
  const { store } = useLab()
  const canvas = useRef<HTMLCanvasElement>(null)
  const point = useLabState((state) => state.latent.point)
  const isCode = useForm().values !== null
  const step = useLabStateEvery(200, decodedStep)
  const restored = useRestored()

  useEffect(() => {
    if (!canvas.current) return
    const paint = createPainter(canvas.current)
    let painted: Images | null = null
    const update = () => {
      const image = store.getState().latent.decoded?.image ?? null
      if (image && image !== painted) paint(image)
      painted = image
    }
    update()
    return store.subscribe(update)
  }, [store, restored])

  return (
    <figure className="decoded-figure">
      <Aged
        as="canvas"
        ref={canvas}
        className="decoded"
        data-testid="decoded"
        step={step}
        width={SIDE}
        height={SIDE}
        role="img"
        aria-label={t(isCode ? 'codeDecodedAlt' : 'decodedAlt', { point })}
      />
      <Aged as="figcaption" className="decoded-age" step={step}>
        <Age isQuiet isBrief />
      </Aged>
    </figure>
  )
}
