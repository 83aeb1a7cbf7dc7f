/**
 * What the lab promises, on a quiet machine and beside two busy processes: how often the variance is measured, how much of
 * the clock goes to training, how soon a switch is measured, and how much is lost when the browser is killed.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import {
  launchFresh,
  launchWithProfile,
  machine,
  pageOf,
  requireMnist,
  serveLab,
  type Site,
} from '../browser.ts'
import { beBusy } from '../load.ts'
import { processesBelow } from '../threads.ts'

export interface PromisesOptions {
  /** To train for, before anything is switched. */
  readonly seconds: number
  /** Times the browser is killed. */
  readonly kills: number
}

/** A browser that was killed: what was shown last, and what was offered at the next visit. */
export interface Kill {
  readonly step: number
  readonly offered: number
  /** Steps a second by the clock, just before. */
  readonly rate: number
}

export interface Kept {
  readonly busyProcesses: number
  readonly seconds: number
  readonly steps: number
  /** Of the variance of both estimators, in those seconds. */
  readonly measurements: number
  /** Of the clock, over those seconds. */
  readonly trainingShare: number
  /** From a switch of the estimator to the next measurement. */
  readonly afterSwitch: { readonly steps: number; readonly seconds: number }
  readonly kills: readonly Kill[]
}

export interface Promises {
  readonly machine: string
  readonly browser: string
  readonly kept: readonly Kept[]
}

const BUSY_PROCESSES = [0, 2]
const READY_MS = 180_000
/** Trained before the browser is killed. */
const BEFORE_KILL_SECONDS = 12
const LOOK_MS = 50

const SETTINGS = { dataset: 'mnist', backend: 'wasm', autostart: '1' }

const numberAt = async (page: Page, id: string): Promise<number> =>
  Number((await page.getByTestId(id).first().textContent())?.replace(/\D/g, ''))

async function openTraining(context: BrowserContext, { url }: Site): Promise<Page> {
  const page = await pageOf(context)
  await page.goto(`${url}#${new URLSearchParams(SETTINGS)}`)
  await page.waitForFunction(
    () => Number(document.querySelector('[data-testid="step"]')?.textContent) > 0,
    null,
    { timeout: READY_MS },
  )
  requireMnist((await page.getByTestId('dataset').textContent())!)
  return page
}

/** Seconds of training of the last row of metrics.csv. */
async function trainedSeconds(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'metrics.csv' }).click(),
  ])
  const [header, ...rows] = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n')
  return Number(rows.at(-1)!.split(',')[header!.split(',').indexOf('seconds')])
}

async function train(page: Page, seconds: number) {
  const began = performance.now()
  const first = await numberAt(page, 'step')
  await page.waitForTimeout(seconds * 1000)
  const measurements = await numberAt(page, 'probe-count')
  const steps = (await numberAt(page, 'step')) - first
  const took = (performance.now() - began) / 1000
  return { seconds: took, steps, measurements, trainingShare: (await trainedSeconds(page)) / took }
}

async function switchEstimator(page: Page): Promise<Kept['afterSwitch']> {
  const [step, count, began] = [
    await numberAt(page, 'step'),
    await numberAt(page, 'probe-count'),
    performance.now(),
  ]
  await page.getByRole('radio', { name: 'Score function', exact: true }).click()
  while ((await numberAt(page, 'probe-count')) === count) await page.waitForTimeout(LOOK_MS)
  return { steps: (await numberAt(page, 'step')) - step, seconds: (performance.now() - began) / 1000 }
}

/** The browser's processes, at once and without a word. */
function killBrowser(profile: string): void {
  for (const pid of processesBelow(process.pid)) {
    const isItsOwn = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile)
    if (isItsOwn) process.kill(pid, 'SIGKILL')
  }
}

const NUMBER = /step ([\d,]+)/

async function offeredStep(profile: string, site: Site): Promise<number> {
  const context = await launchWithProfile(profile)
  try {
    const page = await pageOf(context)
    await page.goto(site.url)
    const offer = page.getByRole('button', { name: NUMBER }).first()
    await offer.waitFor({ timeout: READY_MS })
    return Number(NUMBER.exec((await offer.textContent())!)![1]!.replaceAll(',', ''))
  } finally {
    await context.close()
  }
}

async function killOnce(site: Site): Promise<Kill> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'elbo-killed-'))
  try {
    const context = await launchWithProfile(profile)
    const page = await openTraining(context, site)
    const [first, began] = [await numberAt(page, 'step'), performance.now()]
    await page.waitForTimeout(BEFORE_KILL_SECONDS * 1000)
    const step = await numberAt(page, 'step')
    const rate = (1000 * (step - first)) / (performance.now() - began)
    killBrowser(profile)
    await context.close().catch(() => undefined)
    return { step, rate, offered: await offeredStep(profile, site) }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function measureBeside(
  busyProcesses: number,
  site: Site,
  { seconds, kills }: PromisesOptions,
): Promise<Kept> {
  const endLoad = beBusy(busyProcesses)
  const context = await launchFresh()
  try {
    const page = await openTraining(context, site)
    const trained = await train(page, seconds)
    const afterSwitch = await switchEstimator(page)
    await context.close()
    const killed: Kill[] = []
    for (let i = 0; i < kills; i++) killed.push(await killOnce(site))
    return { busyProcesses, ...trained, afterSwitch, kills: killed }
  } finally {
    endLoad()
    await context.close()
  }
}

export async function measurePromises(options: PromisesOptions): Promise<Promises> {
  const site = await serveLab()
  try {
    const kept: Kept[] = []
    for (const busyProcesses of BUSY_PROCESSES) kept.push(await measureBeside(busyProcesses, site, options))
    return { machine: machine(), browser: 'Chromium, in a fresh profile', kept }
  } finally {
    await site.close()
  }
}
