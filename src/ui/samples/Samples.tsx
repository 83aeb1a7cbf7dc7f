/** What the model makes: of noise that stays the same, and of images it has never seen. */
import { Tabs } from 'radix-ui'
import { useMemo, useRef } from 'react'
import type { Pictures } from '../../store/state.ts'
import type { Choice } from '../../store/views.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { useChosen, useLabState } from '../lab-context.tsx'
import { planSheet } from '../../store/latent/sheet.ts'
import { useForm } from '../latent/form.ts'
import { Seen, useSeen } from '../latent/seen.ts'
import { t } from '../messages/index.ts'
import { PlacedTab } from '../spotlight-tab.tsx'
import { FirstLaneOnly } from '../duel/FirstLaneOnly.tsx'
import { fetchedView } from '../fetched.tsx'
import { SheetCanvas } from './SheetCanvas.tsx'
import type { Sheet, ImageSource } from './paint.ts'
import { SHEET } from './paint.ts'
import './samples.css'

const priorSource =
  ({ columns }: Sheet, { prior }: Pictures): ImageSource =>
  (row, column) => [prior, row * columns + column]

/** Rows in pairs: the originals, and their reconstructions below. */
const pairSource =
  ({ columns }: Sheet, { reconstructions: { originals, reconstructions } }: Pictures): ImageSource =>
  (row, column) => [row % 2 === 0 ? originals : reconstructions, (row >> 1) * columns + column]

interface ViewProps {
  readonly name: 'prior' | 'reconstructions'
  readonly pictures: Pictures | null
}

function View({ name, pictures }: ViewProps) {
  const source = useMemo(
    () => pictures && (name === 'prior' ? priorSource : pairSource)(SHEET, pictures),
    [name, pictures],
  )
  const isCode = useForm().values !== null
  const step = pictures?.[name].step
  const label = !pictures
    ? t('samplesAlt')
    : name === 'prior'
      ? t('priorAlt', { count: pictures.prior.count, step: pictures.prior.step })
      : t('reconstructionsAlt', {
          count: pictures.reconstructions.originals.count,
          step: pictures.reconstructions.step,
        })
  return (
    <Aged as={Tabs.Content} value={name} tabIndex={-1} step={step}>
      <div className="stage">
        <SheetCanvas sheet={SHEET} source={source} label={label} />
        {!pictures && <p className="empty soft">{t('samplesEmpty')}</p>}
      </div>
      <p className="caption soft">
        <span>
          {t(name !== 'prior' ? 'reconstructionsCaption' : isCode ? 'priorCodesCaption' : 'priorCaption')}
        </span>{' '}
        <Age />
      </p>
    </Aged>
  )
}

const LatentSheetView = fetchedView(
  () => import('./LatentSheetView.tsx').then((part) => part.LatentSheetView),
  () => t('samples'),
)

export function Samples() {
  const [{ view }, choose] = useChosen('samples')
  const pictures = useLabState((state) => state.pictures)
  const order = useLabState((state) => state.latent.order)
  const form = useForm()
  const { kind } = useMemo(() => planSheet(order, form), [order, form])
  const panel = useRef<HTMLElement>(null)
  const isSeen = useSeen(panel)
  return (
    <section className="panel samples" aria-label={t('samples')} id="panel-samples" ref={panel}>
      <Tabs.Root
        className="show"
        value={view}
        onValueChange={(next) => choose({ view: next as Choice<'samples', 'view'> })}
      >
        <div className="panel-head">
          <h2 className="heading">{t('samples')}</h2>
          <FirstLaneOnly />
          <Tabs.List className="tabs" aria-label={t('sampleViews')}>
            <PlacedTab className="tab" value="prior" place="samples:prior">
              {t('prior')}
            </PlacedTab>
            <Tabs.Trigger className="tab" value="reconstructions">
              {t('reconstructions')}
            </Tabs.Trigger>
            <Tabs.Trigger className="tab" value="sheet">
              {t(kind)}
            </Tabs.Trigger>
          </Tabs.List>
        </div>
        <View name="prior" pictures={pictures} />
        <View name="reconstructions" pictures={pictures} />
        <Tabs.Content value="sheet" tabIndex={-1}>
          <Seen value={isSeen}>
            <LatentSheetView />
          </Seen>
        </Tabs.Content>
      </Tabs.Root>
    </section>
  )
}
