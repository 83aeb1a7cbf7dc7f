/**
 * What is seen: the panel that a phone shows, the view of each panel, and the choices of the charts. A link carries all
 * of it but what only means something for one model (`Picked`). Pure functions; address.ts puts them into the URL.
 */
import { ESTIMATOR_IDS, isIntervention, metaOf, type EstimatorId } from '../protocol/estimators.ts'
import { familyMetaOf, type FamilyId } from '../protocol/families.ts'

export const PANELS = ['experiment', 'elbo', 'variance', 'samples', 'latent', 'derivations'] as const
export type Panel = (typeof PANELS)[number]

/** An exact estimator is the truth itself. */
const BANDED_IDS: readonly EstimatorId[] = ESTIMATOR_IDS.filter(
  (id) => !metaOf(id).isExact && !isIntervention(id),
)

/** By panel: its groups of choices, each with its default first. No choice occurs twice in a panel. */
export const CHOICES = {
  experiment: {},
  elbo: { view: ['terms', 'held-out', 'against-k'], scale: ['linear', 'log'] },
  variance: {
    view: [
      'over-time',
      'by-layer',
      'one-coordinate',
      'against-l',
      'against-k',
      'bias',
      'arrows',
      'one-dimension',
    ],
    range: ['whole', 'close'],
    scale: ['log', 'linear'],
    arrows: ['same-scale', 'own-scale'],
    /** Of the view of one dimension; `fitting` follows the family of the run. */
    example: ['fitting', 'gaussian', 'bit', 'weights'],
    /** Of bias and variance. */
    bands: ['bands-over-time', 'bands-by-layer', 'against-temperature', 'bands-against-l'],
    bit: ['by-theta', 'by-temperature'],
    /** The estimator of the bands; `fitting-bands` follows the one that trains, if it is biased. */
    banded: ['fitting-bands', ...BANDED_IDS],
  },
  samples: { view: ['prior', 'reconstructions', 'sheet'] },
  latent: {
    view: ['map', 'units', 'posterior', 'draw', 'between', 'compare'],
    axes: ['principal', 'latents'],
    means: ['no-means', 'means'],
    ellipses: ['no-ellipses', 'ellipses'],
    plane: ['near', 'far'],
    answer: ['bound', 'ways', 'bumps'],
    sampler: ['hamiltonian', 'langevin', 'metropolis'],
    models: ['same-scale', 'own-scale'],
  },
  derivations: {},
} as const satisfies Record<Panel, Record<string, readonly string[]>>

type Groups<P extends Panel> = (typeof CHOICES)[P]
export type Choice<P extends Panel, G extends keyof Groups<P>> = Groups<P>[G] extends readonly (infer C)[]
  ? C
  : never
export type ViewChoices = { readonly [P in Panel]: { readonly [G in keyof Groups<P>]: Choice<P, G> } }

export type ElboTab = Choice<'elbo', 'view'>
export type VarianceView = Choice<'variance', 'view'>
export type LatentView = Choice<'latent', 'view'>
/** What the view of one dimension is about. */
export type Example = Exclude<Choice<'variance', 'example'>, 'fitting'>

/** Choices that only mean something for one model and its data. */
export interface Picked {
  /** Of the probe's batch, for the gradient of one image. */
  readonly image: number
  readonly coordinate: number
  /** The two latents along the axes of the map; null: the most active ones. */
  readonly axes: readonly [number, number] | null
  /** Classes that the map leaves out. */
  readonly hidden: ReadonlySet<number>
}

export interface Views {
  /** The panel chosen by the user where only one is shown at a time; null before that. */
  readonly panel: Panel | null
  /** The panel shown there before the user chooses: the first one named by the link. */
  readonly opened: Panel
  readonly chosen: ViewChoices
  readonly picked: Picked
}

const groupsOf = (panel: Panel): readonly (readonly [string, readonly string[]])[] =>
  Object.entries(CHOICES[panel])

const DEFAULTS = Object.fromEntries(
  PANELS.map((panel) => [
    panel,
    Object.fromEntries(groupsOf(panel).map(([group, [first]]) => [group, first])),
  ]),
) as ViewChoices

export const FIRST_VIEWS: Views = {
  panel: null,
  opened: 'elbo',
  chosen: DEFAULTS,
  picked: { image: 0, coordinate: 0, axes: null, hidden: new Set() },
}

/** The example that fits the latents of a run. */
export const fittingExample = (family: FamilyId): Example =>
  familyMetaOf(family).latentKind === 'real' ? 'gaussian' : 'bit'

export const exampleShown = ({ variance }: ViewChoices, family: FamilyId): Example =>
  variance.example === 'fitting' ? fittingExample(family) : variance.example

export const panelShown = ({ panel, opened }: Views): Panel => panel ?? opened

const isPanel = (name: string): name is Panel => (PANELS as readonly string[]).includes(name)

/** A choice as it stands in a link, such as "variance.by-layer"; without a choice, the panel itself. */
interface Place {
  readonly panel: Panel
  readonly choice: { readonly group: string; readonly value: string } | null
}

function placeOf(text: string): Place | null {
  const [panel = '', value, ...more] = text.split('.')
  if (!isPanel(panel) || more.length > 0) return null
  if (value === undefined) return { panel, choice: null }
  const group = groupsOf(panel).find(([, choices]) => choices.includes(value))?.[0]
  return group ? { panel, choice: { group, value } } : null
}

const choicesOf = (panel: Panel): string[] =>
  groupsOf(panel).flatMap(([, choices]) => choices.map((choice) => `${panel}.${choice}`))

/** All texts that a link may give. */
export const VIEW_TEXTS: readonly string[] = PANELS.flatMap((panel) => [panel, ...choicesOf(panel)])

/** What could stand in the place of a text that means nothing: the choices of its panel, or the panels. */
export function viewsLike(text: string): readonly string[] {
  const [panel = ''] = text.split('.')
  const choices = isPanel(panel) ? choicesOf(panel) : []
  return choices.length > 0 ? choices : PANELS
}

export const withChoices = <P extends Panel>(
  views: Views,
  panel: P,
  change: Partial<ViewChoices[P]>,
): Views => ({
  ...views,
  chosen: { ...views.chosen, [panel]: { ...views.chosen[panel], ...change } },
})

const withPlaces = (views: Views, places: readonly (Place | null)[]): Views =>
  places.reduce<Views>(
    (all, place) =>
      place?.choice ? withChoices(all, place.panel, { [place.choice.group]: place.choice.value }) : all,
    views,
  )

/** The choices that the texts name; all others stay. */
export const withViews = (views: Views, texts: readonly string[]): Views =>
  withPlaces(views, texts.map(placeOf))

/** Applies the texts of a link to the defaults. Of one group, the last choice counts. */
export function readViews(texts: readonly string[]): { views: Views; refused: readonly string[] } {
  const places = texts.map(placeOf)
  const views = withPlaces(FIRST_VIEWS, places)
  const opened = places.find((place) => place !== null)?.panel ?? FIRST_VIEWS.opened
  const panel = places.find((place) => place?.choice === null)?.panel ?? null
  return { views: { ...views, opened, panel }, refused: texts.filter((_, i) => !places[i]) }
}

const writtenOf = ({ chosen }: Views, panel: Panel): string[] =>
  groupsOf(panel).flatMap(([group, [first]]) => {
    const value = (chosen[panel] as Readonly<Record<string, string>>)[group]
    return value === first ? [] : [`${panel}.${value}`]
  })

/** The texts of a link to these views, the shown panel's first: only what differs from the defaults. */
export function writeViews(views: Views): readonly string[] {
  const shown = panelShown(views)
  const own = writtenOf(views, shown)
  const others = PANELS.filter((panel) => panel !== shown).flatMap((panel) => writtenOf(views, panel))
  const isDefault = shown === FIRST_VIEWS.opened && others.length === 0
  const mustBeNamed = views.panel !== null && own.length === 0 && !isDefault
  return [...(mustBeNamed ? [shown] : own), ...others]
}
