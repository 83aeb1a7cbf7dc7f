/** A page with the lab's engine alone (page/main.ts), in Chromium, and one experiment after the other on it. */
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { Settings } from '../../src/protocol/settings.ts'
import { launchBrowser, requireMnist, ROOT, serveBuilt } from '../browser.ts'
import type { AskedBound, BoundOutcome, BoundPart, BoundRequest, MeasureBound } from './page/bounds.ts'
import type { CommonOutcome, CommonRequest, MeasureCommon } from './page/common-weights.ts'
import { inMemory, type KeptPart } from './kept.ts'
import type { Asked, Measuring, Outcome, RunExperiment, RunPart } from './page/main.ts'

/** Opens the page when it is first asked for: what earlier commands have kept needs none. */
export type EnginePage = () => Promise<Page>

async function openEnginePage() {
  const site = await serveBuilt(path.join(ROOT, 'bench', 'reproduce', 'page'), 'reproduce')
  const browser = await launchBrowser()
  const close = async () => {
    await browser.close()
    await site.close()
  }
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(0)
    // What the page says of its progress.
    page.on('console', (message) => message.type() === 'info' && console.error(message.text()))
    await page.goto(site.url)
    await page.waitForFunction(() => 'runExperiment' in window)
    return { page, close }
  } catch (thrown) {
    await close()
    throw thrown
  }
}

export async function withEnginePage<T>(use: (page: EnginePage) => Promise<T>): Promise<T> {
  let opening: ReturnType<typeof openEnginePage> | undefined
  try {
    return await use(async () => (await (opening ??= openEnginePage())).page)
  } finally {
    await (await opening)?.close()
  }
}

/** Longer runs are kept as often, so that a command that is ended early loses no more. */
const SECONDS_OF_A_PART = 600

/** Part after part, each kept before the next begins, from the last one kept. */
async function inParts<P, T>(
  part: KeptPart<P>,
  goOn: (from: P | null) => Promise<{ readonly part: P } | { readonly outcome: T }>,
): Promise<T> {
  for (;;) {
    const ended = await goOn(await part.read())
    if ('outcome' in ended) return ended.outcome
    await part.keep(ended.part)
  }
}

/** On MNIST, or not at all. A run on its way is kept in `part`, and goes on from there. */
export async function runOnce(
  open: EnginePage,
  settings: Partial<Settings>,
  steps: number,
  measuring: Measuring = { draws: null, bias: false },
  part: KeptPart<RunPart> = inMemory(),
): Promise<Outcome> {
  const page = await open()
  const outcome = await inParts(part, (from) => {
    const asked: Asked = { settings, steps, measuring, from, seconds: SECONDS_OF_A_PART }
    return page.evaluate(
      (own) => (window as unknown as { runExperiment: RunExperiment }).runExperiment(own),
      asked,
    )
  })
  requireMnist(outcome.dataset)
  return outcome
}

/** The variance of each choice at the weights of one run (page/common-weights.ts), on MNIST. */
export async function measureAtCommonWeights(
  open: EnginePage,
  request: CommonRequest,
): Promise<CommonOutcome> {
  const page = await open()
  const outcome = await page.evaluate(
    (asked) => (window as unknown as { measureCommon: MeasureCommon }).measureCommon(asked),
    request,
  )
  requireMnist(outcome.dataset)
  return outcome
}

/**
 * A run with one number of draws in the bound, and log p(x) of test images at its end (page/bounds.ts), on MNIST. A run on its
 * way is kept in `part`, and goes on from there.
 */
export async function measureBound(
  open: EnginePage,
  request: BoundRequest,
  part: KeptPart<BoundPart>,
): Promise<BoundOutcome> {
  const page = await open()
  const outcome = await inParts(part, (from) => {
    const asked: AskedBound = { ...request, from, seconds: SECONDS_OF_A_PART }
    return page.evaluate(
      (own) => (window as unknown as { measureBound: MeasureBound }).measureBound(own),
      asked,
    )
  })
  requireMnist(outcome.dataset)
  return outcome
}
