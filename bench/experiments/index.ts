/**
 * `npm run experiments`: runs every guided experiment in the page itself, on real MNIST, as a person does: by its link, a
 * prediction and its button. Compares what the page measured with what it promises.
 *   --seeds=1,2          of the runs
 *   --only=landing,bits  these alone
 *   --docs               puts the table into docs/experiments.md
 * Needs MNIST: MNIST_DIR, or `npm run data` first.
 */
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser } from '@playwright/test'
import { EXPERIMENTS } from '../../src/experiments/index.ts'
import type { GuidedExperiment } from '../../src/experiments/experiment.ts'
import { EXPERIMENT_WORDS } from '../../src/experiments/words.ts'
import { launchBrowser, machine, requireMnist, serveLab } from '../browser.ts'
import { busyShare } from '../busy.ts'
import { putFigures } from '../documents.ts'
import { circumstances } from '../figures.ts'
import { counts, known, listed, orEnd } from '../options.ts'

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2' },
    only: { type: 'string', default: '' },
    docs: { type: 'boolean', default: false },
  },
})

const DOCUMENT = fileURLToPath(new URL('../../docs/experiments.md', import.meta.url))

/** Resolves with the figures that the page shows; NaN where it shows none. */
async function runInPage(browser: Browser, url: string, { id, answer }: GuidedExperiment, seed: number) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(10 * 60_000)
  try {
    await page.goto(
      `${url}#${new URLSearchParams({ experiment: id, seed: String(seed), backend: 'wasm', lang: 'en' })}`,
    )
    await page.getByTestId('dataset').filter({ hasText: /\S/ }).waitFor()
    requireMnist((await page.getByTestId('dataset').textContent())!)
    const panel = page.getByRole('region', { name: 'Experiments', exact: true })
    await panel.getByRole('radio').nth(answer).check()
    await panel.getByRole('button', { name: 'Run it', exact: true }).click()
    await panel.locator('[data-testid="experiment-outcome"][data-done="true"]').waitFor()
    const cells = await panel.getByTestId('measured').all()
    const texts = await Promise.all(cells.map((cell) => cell.getAttribute('data-value')))
    return texts.map((text) => (text ? Number(text) : NaN))
  } finally {
    await context.close()
  }
}

interface Outcome {
  readonly experiment: GuidedExperiment
  /** By seed, then by figure. */
  readonly values: readonly (readonly number[])[]
}

function short(value: number): string {
  if (Number.isNaN(value)) return '–'
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(0)
  return String(Number(value.toPrecision(Math.abs(value) >= 100 ? 4 : 3)))
}

const isKept = ({ experiment, values }: Outcome, figure: number): boolean => {
  const { least, most } = experiment.figures[figure]!
  return values.every((own) => own[figure]! >= least && own[figure]! <= most)
}

function tableOf(outcomes: readonly Outcome[], seeds: readonly number[]): string {
  const head = ['experiment', 'figure', 'promised', ...seeds.map((seed) => `seed ${seed}`), '']
  const rows = outcomes.flatMap((outcome) => {
    const { id, figures } = outcome.experiment
    return figures.map(({ least, most }, i) => [
      i === 0 ? `[${id}](#${id})` : '',
      EXPERIMENT_WORDS[id]!.en.figures[i]!,
      `${short(least)} to ${short(most)}`,
      ...outcome.values.map((own) => short(own[i]!)),
      isKept(outcome, i) ? 'kept' : '**not kept**',
    ])
  })
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** What is asked and why, as on the page. */
const described = ({ id, title, answer }: GuidedExperiment): string => {
  const { question, choices, because } = EXPERIMENT_WORDS[id]!.en
  return `### ${id}\n\n**${title.en}** ${question}\n\nIt is: ${choices[answer]}. ${because}\n\nLink: \`#experiment=${id}\``
}

const [date, busy] = [new Date(), await busyShare()]
const [seeds, only] = orEnd(() => [
  counts('seeds', options.seeds),
  known(
    'experiment',
    listed(options.only),
    EXPERIMENTS.map(({ id }) => id),
  ),
])
const site = await serveLab()
const browser = await launchBrowser()
const outcomes: Outcome[] = []
for (const experiment of EXPERIMENTS.filter(({ id }) => only.length === 0 || only.includes(id))) {
  const values: number[][] = []
  for (const seed of seeds) {
    values.push(await runInPage(browser, site.url, experiment, seed))
    console.error(`${experiment.id}, seed ${seed}: ${values.at(-1)!.map(short).join(', ')}`)
  }
  outcomes.push({ experiment, values })
}
const version = browser.version()
await browser.close()
await site.close()

const text = [
  tableOf(outcomes, seeds),
  `Chromium ${version}, wasm, ${machine()}. ${circumstances(date, busy)}`,
  ...outcomes.map(({ experiment }) => described(experiment)),
].join('\n\n')
console.log(text)
if (options.docs) await putFigures(DOCUMENT, 'experiments', text)
const isAllKept = outcomes.every((one) => one.experiment.figures.every((_, i) => isKept(one, i)))
process.exit(isAllKept ? 0 : 1)
