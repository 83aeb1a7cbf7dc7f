/**
 * The present model beside one before it: where each puts the images, what each makes of the prior, and four numbers. An
 * autoencoder is a press away.
 */
import { isRandom } from '../../../protocol/settings.ts'
import { useContext, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react'
import type { MapPoints } from '../../../charts/latent/map.ts'
import type { Portrait } from '../../../store/compare/state.ts'
import type { LabState } from '../../../store/state.ts'
import { Age, Aged } from '../../aged/Aged.tsx'
import { Segmented } from '../../controls/Segmented.tsx'
import { useLab, useLabState, useChosen, useLabStateEvery } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { usePalette } from '../../palette.ts'
import { useIsDark } from '../../theme.ts'
import { useWidth } from '../posterior/use-width.ts'
import { Seen } from '../seen.ts'
import './compare.css'
import { Files } from './Files.tsx'
import { Scatter } from './Scatter.tsx'
import { PriorSamples } from './PriorSamples.tsx'
import { CHOICES } from '../../../store/views.ts'
import { measuresOf, portraitName, pointsOf, reachesOf, setsOf, type ScaleChoice } from './sides.ts'

function usePortraits() {
  const lab = useLab()
  const isSeen = useContext(Seen)
  useEffect(() => (isSeen ? lab.compare.watch() : undefined), [lab, isSeen])
  const present = useLabState((state) => state.compare.present)
  const kept = useLabState((state) => state.compare.kept)
  const [chosen, setChosen] = useState<number | null>(null)
  const before = kept.find(({ run }) => run === chosen) ?? kept[0] ?? null
  return { present, kept, before, choose: setChosen }
}

/** Which of the models before this one; a name where there is one. */
function Which({
  kept,
  before,
  onChoose,
}: {
  kept: readonly Portrait[]
  before: Portrait
  onChoose: (run: number) => void
}) {
  const name = (portrait: Portrait) => t('compareRun', { number: portrait.run, name: portraitName(portrait) })
  if (kept.length < 2) return <>{portraitName(before)}</>
  return (
    <select
      className="field"
      aria-label={t('compareWith')}
      value={before.run}
      onChange={(event) => onChoose(Number(event.target.value))}
    >
      {kept.map((portrait) => (
        <option key={portrait.run} value={portrait.run}>
          {name(portrait)}
        </option>
      ))}
    </select>
  )
}

interface SideProps {
  readonly portrait: Portrait
  readonly points: MapPoints
  readonly reach: number
  readonly title: ReactNode
}

function Side({ portrait, points, reach, title }: SideProps) {
  const colour = usePalette()
  const isDark = useIsDark()
  const { place, width } = useWidth(170)
  const name = portraitName(portrait)
  const { kind } = portrait.sheet
  return (
    <Aged as="section" className="compare-side" aria-label={name} step={portrait.step} run={portrait.run}>
      <h3 className="compare-name">{title}</h3>
      <div ref={place}>
        <Scatter
          points={points}
          reach={reach}
          side={width}
          colour={colour}
          isDark={isDark}
          label={t('compareScatterAlt', { name, count: points.count })}
        />
      </div>
      <PriorSamples sheet={portrait.sheet} label={t('compareSheetAlt', { name, kind })} />
      <p className="compare-caption soft">{t('compareSheetCaption', { kind })}</p>
      <p className="compare-caption">
        <Age isQuiet isBrief />
      </p>
    </Aged>
  )
}

/** Trains the other kind of model, where there is one to stand beside. */
function TrainBeside() {
  const lab = useLab()
  const isPoint = useLabState(({ applied, settings }) => !isRandom(applied ?? settings))
  const isPossible = useLabState(({ phase, step, opening }) => phase !== 'none' && !opening && step > 0)
  return (
    <button
      type="button"
      className="button"
      aria-disabled={!isPossible}
      title={t(isPossible ? 'compareTrainHint' : 'compareTrainFirst')}
      onClick={() => isPossible && void lab.compare.trainBeside()}
    >
      {t('compareTrain', { family: isPoint ? 'gaussian' : 'point' })}
    </button>
  )
}

/** Where the other one will stand. */
const Nobody = () => (
  <section className="compare-side compare-nobody">
    <p className="empty-title">{t('compareEmptyTitle')}</p>
    <p className="soft">{t('compareEmptyText')}</p>
    <TrainBeside />
  </section>
)

function Back({ before }: { before: Portrait }) {
  const lab = useLab()
  const { family } = before.settings
  return (
    <button
      type="button"
      className="quiet"
      title={t('compareBackHint', { number: before.run })}
      onClick={() => void lab.compare.openWith(before.settings)}
    >
      {t('compareBack', { family })}
    </button>
  )
}

const historyOf = ({ history }: LabState) => history

function Measures({ sides }: { sides: readonly Portrait[] }) {
  const history = useLabStateEvery(500, historyOf)
  return (
    <table className="compare-measures">
      <caption className="only-heard">{t('compareMeasures')}</caption>
      <thead>
        <tr>
          <td />
          {sides.map((side) => (
            <th key={side.run} scope="col">
              {t('compareKind', { family: side.settings.family })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {measuresOf(sides, history).map(({ name, hint, values, steps }) => (
          <tr key={name} title={hint}>
            <th scope="row">{name}</th>
            {values.map(({ text, aside }, i) => (
              <Aged as="td" key={sides[i]!.run} step={steps[i]} run={sides[i]!.run} isTight>
                {aside && <span className="soft">{aside}</span>} {text}
              </Aged>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A fresh model, about to be looked at. */
const Waiting = () => (
  <section className="compare-side compare-waiting">
    <h3 className="compare-name soft">{t('compareWait')}</h3>
  </section>
)

interface PairProps {
  readonly before: Portrait | null
  readonly present: Portrait | null
  readonly title: ReactNode
  readonly scale: ScaleChoice
  readonly place: RefObject<HTMLDivElement | null>
}

/** Side by side, the earlier one first. */
function Pair({ before, present, title, scale, place }: PairProps) {
  const sides = useMemo(() => [before, present].filter((side) => side !== null), [before, present])
  const points = useMemo(() => sides.map(pointsOf), [sides])
  const reaches = reachesOf(points, scale)
  return (
    <div className="compare-pair" ref={place}>
      {sides.map((portrait, i) => (
        <Side
          key={portrait.run}
          portrait={portrait}
          points={points[i]!}
          reach={reaches[i]!}
          title={portrait === before ? title : portraitName(portrait)}
        />
      ))}
      {!present && <Waiting />}
      {!before && <Nobody />}
    </div>
  )
}

interface BelowProps {
  readonly sides: readonly Portrait[]
  readonly pair: RefObject<HTMLDivElement | null>
}

function Below({ sides, pair }: BelowProps) {
  const [{ models }, choose] = useChosen('latent')
  return (
    <>
      <div className="compare-options">
        <Segmented
          options={CHOICES.latent.models}
          names={{ 'same-scale': t('compareSame'), 'own-scale': t('compareOwn') }}
          value={models}
          onChange={(next) => choose({ models: next })}
          label={t('compareScale')}
        />
        <Files sides={sides} pair={pair} />
      </div>
      <Measures sides={sides} />
      <p className="compare-caption soft">{t('compareCaption', setsOf(sides))}</p>
      <div className="compare-options">
        <TrainBeside />
        <Back before={sides[0]!} />
      </div>
    </>
  )
}

export function Compare() {
  const { present, kept, before, choose } = usePortraits()
  const [{ models: scale }] = useChosen('latent')
  const pair = useRef<HTMLDivElement>(null)
  const which = before && <Which kept={kept} before={before} onChoose={choose} />
  return (
    <div className="compare">
      <Pair before={before} present={present} title={which} scale={scale} place={pair} />
      {before && <Below sides={present ? [before, present] : [before]} pair={pair} />}
    </div>
  )
}
