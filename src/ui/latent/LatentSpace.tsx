/** The latent space in a person's hands: the sliders and what they decode, and what that space looks like. */
import { Tabs } from 'radix-ui'
import { useRef, type ComponentType } from 'react'
import type { LatentForm } from '../../protocol/codes.ts'
import { CHOICES, type LatentView } from '../../store/views.ts'
import { Boundary } from '../failure/Boundary.tsx'
import { fetchedView } from '../fetched.tsx'
import { Worded } from '../glossary/Explained.tsx'
import { FirstLaneOnly } from '../duel/FirstLaneOnly.tsx'
import { useChosen } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { PlacedTab } from '../spotlight-tab.tsx'
import { hasCodebook } from '../../store/latent/sheet.ts'
import { useForm } from './form.ts'
import { NoMeaning } from './NoMeaning.tsx'
import { Seen, useNeed, useSeen } from './seen.ts'
import { Driver } from './sliders/Driver.tsx'
import './latent.css'

/** The views that are fetched when they are wanted. */
const fetched = (view: LatentView, load: () => Promise<ComponentType>) =>
  fetchedView(load, () => t('latentView', { view }))
const FETCHED = {
  map: fetched('map', () => import('./map/EncodingsMap.tsx').then((part) => part.EncodingsMap)),
  posterior: fetched('posterior', () =>
    import('./posterior/PosteriorView.tsx').then((part) => part.PosteriorView),
  ),
  units: fetched('units', () => import('./units/Units.tsx').then((part) => part.Units)),
  draw: fetched('draw', () => import('./draw/DrawDigit.tsx').then((part) => part.DrawDigit)),
  between: fetched('between', () => import('./between/Between.tsx').then((part) => part.Between)),
  compare: fetched('compare', () => import('./compare/Compare.tsx').then((part) => part.Compare)),
  codes: fetched('map', () => import('./codes/CodeMap.tsx').then((part) => part.CodeMap)),
} as const satisfies Record<LatentView | 'codes', ComponentType>

/** Views of means, straight lines and Gaussians: of codes they would show nothing that is there. */
const OF_REAL_LATENTS = ['map', 'between', 'compare'] as const

function viewOf(view: LatentView, isCode: boolean, isShown: boolean) {
  if (view === 'map' && isShown) return <FETCHED.codes />
  const real = OF_REAL_LATENTS.find((one) => one === view)
  if (isCode && real) return <NoMeaning view={real} />
  const Fetched = FETCHED[view]
  return <Fetched />
}

function Views() {
  const [{ view }, choose] = useChosen('latent')
  const form = useForm()
  useNeed('encodings') // the sliders stand in the order of activity
  return (
    <Tabs.Root
      className="latent-views"
      value={view}
      onValueChange={(next) => choose({ view: next as LatentView })}
    >
      <Tabs.List className="tabs views" aria-label={t('latentViews')}>
        {CHOICES.latent.view.map((one) => (
          <PlacedTab key={one} className="tab" value={one} place={`latent:${one}`}>
            {t('latentView', { view: one })}
          </PlacedTab>
        ))}
      </Tabs.List>
      <Tabs.Content className="latent-content" value={view} tabIndex={-1}>
        <Boundary key={view} part={t('latentView', { view })}>
          {viewOf(view, form.values !== null, hasCodebook(form))}
        </Boundary>
      </Tabs.Content>
    </Tabs.Root>
  )
}

/** Whether the code stands beside the view where there is little width: pickers of classes are too wide for that. */
const isBeside = (view: LatentView, { isOneHot }: LatentForm): boolean =>
  (view === 'map' || view === 'units') && !isOneHot

export function LatentSpace() {
  const [{ view }] = useChosen('latent')
  const form = useForm()
  const panel = useRef<HTMLElement>(null)
  const isSeen = useSeen(panel)
  return (
    <section className="panel latent" aria-label={t('latent')} id="panel-latent" ref={panel}>
      <Seen value={isSeen}>
        <div className="show">
          <div className="panel-head">
            <h2 className="heading">
              <Worded text={t('latent')} />
            </h2>
            <FirstLaneOnly />
          </div>
          <div className="latent-body" data-beside={isBeside(view, form) || undefined}>
            <Driver />
            <Views />
          </div>
        </div>
      </Seen>
    </section>
  )
}
