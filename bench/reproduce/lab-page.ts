/**
 * Runs an experiment in the lab itself: the built page, opened at the URL of the settings, driven by its own buttons,
 * read from its own export. What is printed is what a person would get.
 */
import { readFile } from 'node:fs/promises'
import process from 'node:process'
import type { Browser, Page } from '@playwright/test'
import { launchBrowser, requireMnist, serveLab } from '../browser.ts'

export interface LabPages {
  /** The browser and its version. */
  readonly browser: string
  /** Trains with these URL settings until `steps`; resolves with the rows of metrics.csv. */
  run(settings: Readonly<Record<string, string | number>>, steps: number): Promise<MetricsRow[]>
  close(): Promise<void>
}

/** Column name -> text as exported; empty where nothing was measured. */
export type MetricsRow = Readonly<Record<string, string>>

export async function openLabPages(): Promise<LabPages> {
  const site = await serveLab()
  const browser = await launchBrowser()
  return {
    browser: `Chromium ${browser.version()}`,
    run: (settings, steps) => runOnce(browser, site.url, settings, steps),
    async close() {
      await browser.close()
      await site.close()
    },
  }
}

async function runOnce(
  browser: Browser,
  url: string,
  settings: Readonly<Record<string, string | number>>,
  steps: number,
): Promise<MetricsRow[]> {
  const context = await browser.newContext({ acceptDownloads: true })
  const page = await context.newPage()
  const hash = new URLSearchParams({ ...settings, steps: `${steps}`, autostart: '1' } as Record<
    string,
    string
  >)
  try {
    await page.goto(`${url}#${hash}`)
    await isOnMnist(page)
    await watchUntil(page, steps)
    return await exportMetrics(page)
  } finally {
    await context.close()
  }
}

async function isOnMnist(page: Page): Promise<void> {
  await page.getByTestId('dataset').filter({ hasText: /\S/ }).waitFor({ timeout: 120_000 })
  requireMnist((await page.getByTestId('dataset').textContent())!)
}

/** Until the step is reached and the held-out ELBO of that step has been measured. */
async function watchUntil(page: Page, steps: number): Promise<void> {
  const text = (id: string) => page.getByTestId(id).textContent()
  for (;;) {
    const step = Number(await text('step'))
    process.stderr.write(`\r  step ${step} of ${steps}, ${await text('rate')} steps/s   `)
    if (step >= steps) break
    await page.waitForTimeout(1000)
  }
  process.stderr.write('\n')
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor()
  await page.waitForTimeout(5000)
}

async function exportMetrics(page: Page): Promise<MetricsRow[]> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'metrics.csv' }).click(),
  ])
  return parseCsv(await readFile(await download.path(), 'utf8'))
}

function parseCsv(text: string): MetricsRow[] {
  const [header, ...lines] = text.trim().split('\n')
  const names = header!.split(',')
  return lines.map((line) => {
    const values = line.split(',')
    return Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']))
  })
}
