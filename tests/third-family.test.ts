/**
 * The Gaussian is not a special family: a third one, registered here alone and of other widths, is accepted or refused
 * with words, trained, measured, evaluated, saved, drawn and exported by what it declares.
 */
import '@tensorflow/tfjs-backend-cpu'
import { memory, setBackend } from '@tensorflow/tfjs-core'
import { createElement, type ReactNode } from 'react'
import { Tooltip } from 'radix-ui'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type * as Metas from '../src/families/metas.ts'
import type { Drawn } from '../src/families/family.ts'
import type { LatentShape } from '../src/families/meta.ts'
import type * as Registry from '../src/families/registry.ts'
import { coordinateDraws } from '../src/charts/variance/coordinates.ts'
import { layerWidths } from '../src/charts/variance/by-layer.ts'
import { gradientError } from '../src/engine/backend/gradient-check.ts'
import { createRun } from '../src/engine/run.ts'
import { plainElboGradient } from '../src/estimators/reference.ts'
import { ESTIMATORS } from '../src/estimators/registry.ts'
import { FAMILIES } from '../src/families/registry.ts'
import { initialValues } from '../src/model/architecture.ts'
import { plainNetwork } from '../src/model/reference.ts'
import type { EngineEvent } from '../src/protocol/engine.ts'
import { FAMILY_IDS, type FamilyId } from '../src/protocol/families.ts'
import { OBJECTIVES } from '../src/objectives/registry.ts'
import { DEFAULT_SETTINGS, SETTINGS, whenApplied, type Settings } from '../src/protocol/settings.ts'
import { architectureOf } from '../src/engine/training.ts'
import { pendingReset } from '../src/store/state.ts'
import { openedLab } from '../src/store/testing/set-up.ts'
import { readHash, writeHash } from '../src/store/url.ts'
import { SegmentedSetting } from '../src/ui/experiment/ChoiceSetting.tsx'
import { PosteriorView } from '../src/ui/latent/posterior/PosteriorView.tsx'
import { OneCoordinate } from '../src/ui/variance/OneCoordinate.tsx'
import { LabProvider, type Services } from '../src/ui/lab-context.tsx'
import { speak, tellFault } from '../src/ui/messages/index.ts'
import { en } from '../src/ui/messages/en/index.ts'
import { zhCN } from '../src/ui/messages/zh-CN/index.ts'
import { blobs } from './support/dataset.ts'
import { hasPython, python, SCRIPT } from './support/python.ts'
import { UNIT as UNIT_ID } from './support/third-family.ts'

vi.mock('../src/families/metas.ts', async (original) => {
  const metas = await original<typeof Metas>()
  const { unitMeta } = await import('./support/third-family.ts')
  return { ...metas, FAMILY_METAS: [...metas.FAMILY_METAS.slice(0, 2), unitMeta] }
})
vi.mock('../src/families/registry.ts', async (original) => {
  const registry = await original<typeof Registry>()
  const { UNIT, unit } = await import('./support/third-family.ts')
  return { ...registry, FAMILIES: { ...registry.FAMILIES, [UNIT]: unit } }
})
vi.mock('../src/ui/theme.ts', () => ({ useIsDark: () => false, useIsForced: () => false }))
vi.mock('../src/ui/palette.ts', () => ({ usePalette: () => () => '#000000' }))
vi.mock('../src/ui/variance/DrawsHistogram.tsx', () => ({ DrawsHistogram: () => null }))
vi.mock('../src/ui/spotlight.ts', () => ({ usePlace: (name: string) => ({ 'data-place': name }) }))

const UNIT = UNIT_ID as FamilyId
const legal: Settings = { ...DEFAULT_SETTINGS, family: UNIT, estimator: 'score-function' }

describe('settings', () => {
  test('the table and a link know it', () => {
    expect(SETTINGS.family.choices).toEqual([...FAMILY_IDS])
    expect(FAMILY_IDS).toHaveLength(3)
    expect(readHash(`#${writeHash(legal)}`)).toMatchObject({ settings: legal, problems: [], conflicts: [] })
  })

  test('an estimator that needs what it lacks is refused, and the remedy is told', () => {
    const { conflicts } = readHash(`#family=${UNIT}&estimator=reparameterized`)
    expect(conflicts.map(({ code }) => code)).toEqual(['estimator-needs-another-family'])
    const { what, todo } = tellFault(conflicts[0]!)
    expect(what).toMatch(/^The reparameterized estimator needs .* and a density of unit width has none\.$/)
    expect(todo).toBe(
      'Set Posterior to Gaussian or point first, or choose another estimator: score function.',
    )
    speak(zhCN)
    expect(tellFault(conflicts[0]!).what).toContain('单位宽度的密度')
    speak(en)
  })

  test('a change to it needs a reset, since the widths are others; to a point does not', () => {
    const gaussian: Settings = { ...legal, family: 'gaussian' }
    expect(whenApplied('family', gaussian, legal)).toBe('reset')
    expect(whenApplied('family', gaussian, { ...gaussian, family: 'point' })).toBe('live')
  })
})

describe('the engine', () => {
  const settings: Settings = { ...legal, hidden: [3], latent: 2, batch: 10, probe: 0 }
  const started = (change: Partial<Settings> = {}) => {
    const events: EngineEvent[] = []
    const run = createRun({ ...settings, ...change }, blobs(140, 10), (event) => events.push(event))
    return { run, events }
  }

  beforeAll(() => setBackend('cpu'))

  test('trains, evaluates, encodes and decodes with its widths, and leaves nothing behind', async () => {
    const before = memory().numTensors
    const { run, events } = started({ samples: 3, baseline: 'leave-one-out' })
    await run.step()
    const [row] = events.find((event) => event.type === 'trained')!.rows
    expect(row!.kl).toBeGreaterThan(0)
    expect((await run.evaluate()).kl).toBeGreaterThan(0)
    const { mean, spread } = await run.latent.encodings(5)
    expect([mean.length, spread.length]).toEqual([10, 10])
    expect([...spread]).toEqual(new Array(10).fill(1))
    const inspection = await run.latent.inspect({ test: 1 }, 4)
    expect([inspection.mean.length, inspection.draws.count]).toEqual([2, 4])
    expect((await run.latent.inspect({ test: 1 }, 0)).draws.count).toBe(0)
    expect((await run.views.samplePrior(6)).count).toBe(6)
    expect((await run.views.reconstruct(3)).reconstructions.count).toBe(3)
    expect((await run.views.decode(new Float32Array(4))).count).toBe(2)
    await expect(run.latent.exactPosterior({ test: 1 })).rejects.toMatchObject({
      code: 'exact-needs-gaussian',
    })
    await run.dispose()
    expect(memory().numTensors).toBe(before)
  })

  test('the probe measures the estimators that it can be used with, and no other', async () => {
    const { run } = started()
    const request = { draws: 4, samples: 2, kl: 'monte-carlo', baseline: 'leave-one-out' } as const
    expect(Object.keys((await run.prober.probe(request)).estimators)).toEqual(['score-function'])
    await run.dispose()
  })

  test('goes on from a snapshot of its own widths', async () => {
    const { run } = started()
    await run.step()
    const snapshot = await run.snapshot()
    const again = createRun(settings, blobs(140, 10), () => undefined, snapshot)
    expect(await again.step()).toBe(2)
    expect(snapshot.tensors.find(({ name }) => name === 'encoder.1.bias')!.shape).toEqual([2])
    await Promise.all([run.dispose(), again.dispose()])
  })

  test('its gradient is checked on the backend, and a broken one is found', async () => {
    const variant = { activation: 'relu', likelihood: 'bernoulli' } as const
    expect(await gradientError(variant)).toBeLessThan(1e-4)
    const sound = FAMILIES[UNIT]
    const broken = {
      ...sound,
      family: (shape: LatentShape) => ({
        ...sound.family(shape),
        scoreGradient: (drawn: Drawn) => sound.family(shape).klGradient(drawn.gamma, 1),
      }),
    }
    Object.assign(FAMILIES, { [UNIT]: broken })
    expect(await gradientError(variant).catch(() => 1)).toBeGreaterThan(0.05)
    Object.assign(FAMILIES, { [UNIT]: sound })
  })

  test('the plain-number gradient knows no other family', () => {
    const architecture = architectureOf(settings)
    const network = plainNetwork(architecture, initialValues(architecture, { seed: 1, stream: 1 }))
    const reference = FAMILIES[UNIT].reference({ latents: 2, classes: 2 })
    const noise = [[[0.3, -1, 0.2, 0.5]]]
    const targets = [Array.from({ length: 784 }, (_, i) => (i % 7) / 7)]
    const gradient = plainElboGradient(
      architecture,
      network,
      { targets, noise, beta: 1 },
      ESTIMATORS['score-function'].reference,
      {
        family: reference,
        objective: OBJECTIVES.elbo.reference(1),
        kl: 'closed-form',
        baseline: 'none',
        movingAverage: 0,
        temperature: 1,
        dial: 1,
      },
    )
    expect(gradient[1]!.bias).toHaveLength(2)
    expect(gradient.flatMap(({ bias }) => bias).every(Number.isFinite)).toBe(true)
  })
})

describe('the page', () => {
  const drawn = (services: unknown, node: ReactNode) =>
    renderToStaticMarkup(
      createElement(LabProvider, {
        value: services as Services,
        children: createElement(Tooltip.Provider, null, node),
      }),
    )

  test('there is a choice for it, by its own name', async () => {
    const { lab } = await openedLab(legal)
    const html = drawn({ lab }, createElement(SegmentedSetting<'family'>, { name: 'family', hint: '' }))
    expect([...html.matchAll(/role="radio"/g)]).toHaveLength(3)
    for (const label of ['Gaussian', 'point', 'Unit']) expect(html).toContain(label)
  })

  test('where its exact posterior would be it says that there is none, not that it is an autoencoder', async () => {
    const { lab } = await openedLab({ ...legal, latent: 2 })
    const html = drawn({ lab }, createElement(PosteriorView))
    expect(html).toContain('No exact posterior for this family')
    expect(html).not.toContain('autoencoder')
  })

  test('a coordinate of its gradient has its own name', async () => {
    const { lab, state } = await openedLab({ ...legal, latent: 2 })
    const rows = { 'score-function': Float32Array.of(1, 2, 3, 4) }
    const coordinates = { step: 1, draws: 2, latent: 2, batch: rows, image: rows }
    // What is drawn without a document is the initial state.
    Object.assign(lab.store, { getInitialState: lab.store.getState })
    lab.store.setState({ varianceViews: { ...state().varianceViews, coordinates } })
    const html = drawn({ lab }, createElement(OneCoordinate))
    expect([...html.matchAll(/<option[^>]*>([^<]+)</g)].map(([, name]) => name)).toEqual(['m₁', 'm₂'])
    expect(html).toContain('label="centres m"')
    expect(html).not.toMatch(/log σ²|means μ/)
    expect([...coordinateDraws(coordinates, 'score-function', 1)]).toEqual([2, 4])
    expect(layerWidths({ ...legal, latent: 2 })).toEqual([784, 400, 2])
  })

  test('chosen for a trained model it waits for the reset, and so does what only goes with it', async () => {
    const { lab, asked, trainedAt, state } = await openedLab({ estimator: 'score-function' })
    await trainedAt(1000)
    lab.set('family', UNIT)
    expect(pendingReset(state())).toEqual(['family'])
    lab.set('beta', 2)
    await vi.waitFor(() => expect(state().applied).toMatchObject({ beta: 2, family: 'gaussian' }))
    const [sent] = asked('configure')
    expect(JSON.parse(sent!.replace('configure ', ''))).toMatchObject({ family: 'gaussian', beta: 2 })
    expect(state().history.current.marks.map(({ kind }) => kind)).toEqual(['beta'])
    await lab.reset()
    expect(state().applied).toMatchObject({ family: UNIT, beta: 2 })
    expect(pendingReset(state())).toEqual([])
  })

  test.runIf(hasPython)('the PyTorch script refuses it with words', () => {
    const check = `
import importlib.util, json, sys
spec = importlib.util.spec_from_file_location("train", sys.argv[1])
train = importlib.util.module_from_spec(spec)
spec.loader.exec_module(train)
train.refuse_unknown(json.load(sys.stdin))`
    const { status, stderr } = python(['-B', '-c', check, SCRIPT], JSON.stringify(legal))
    expect(status).toBe(1)
    expect(stderr).toContain(`does not know family '${UNIT}'`)
  })
})
