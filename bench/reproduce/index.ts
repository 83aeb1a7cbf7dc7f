/**
 * `npm run reproduce`: trains published set-ups on real MNIST and prints our figures beside theirs.
 *   --seed=1         of the run
 *   --backend=wasm   as in the URL
 * `npm run reproduce -- estimators`: the estimators side by side (estimators.ts).
 *   --steps=2000 --latents=2,10,20 --seed=1
 *   --only=1,2   these lines of the table alone
 * `npm run reproduce -- bits`: 8 Bernoulli latents with every estimator that can be used (discrete.ts).
 * `npm run reproduce -- discrete`: the set-up of the ReinMax paper, 4 latents of 8 classes.
 *   --steps=2000          of bits
 *   --epochs=20           of discrete, or --steps
 *   --seeds=5             how many, from --seed on; of discrete 2
 *   --estimators=reinmax,enumeration   these alone
 *   --temperature=0.5     of all that use one, in place of the set-up's
 *   --draws=256           of variance and bias; 256 / L if not given, at least 64
 *   --docs                puts the table into docs/discrete-codes.md, too
 * `npm run reproduce -- intervention`: the noise dial as a curve, and the estimators on it (intervention.ts).
 *   --steps=2000 --seeds=5
 *   --docs                puts table and figure into docs/intervention.md
 *   --go-on               takes the seeds that an earlier run of as many steps has finished
 * `npm run reproduce -- bounds`: the importance-weighted bound with 1, 5 and 50 draws, judged by held-out log p(x) (bounds.ts).
 *   --epochs=1 --seeds=1
 *   --only=1,5            these numbers of draws alone
 *   --images=1000         test images of the estimate, with --draws=5000 of z each
 *   --docs                puts the tables into docs/bounds.md
 *   --go-on               takes the runs that an earlier command of the same size has finished
 * Needs MNIST: MNIST_DIR, or `npm run data` first.
 */
import { writeFile } from 'node:fs/promises'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { busyShare } from '../busy.ts'
import { putFigures } from '../documents.ts'
import { circumstances } from '../figures.ts'
import { measureBounds } from './bounds.ts'
import { boundsTable, gainsTable, hoursOf, isOrdered } from './bounds-report.ts'
import { compareDiscrete, SET_UPS } from './discrete.ts'
import { compareEstimators } from './estimators.ts'
import { measureIntervention } from './intervention.ts'
import { interventionFigure } from './intervention-figure.ts'
import { distanceTable, interventionTable } from './intervention-report.ts'
import { openLabPages } from './lab-page.ts'
import { reportPyTorchExample, trainPyTorchExample } from './pytorch-example.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    backend: { type: 'string', default: 'wasm' },
    steps: { type: 'string' },
    epochs: { type: 'string' },
    seeds: { type: 'string' },
    estimators: { type: 'string', default: '' },
    temperature: { type: 'string' },
    draws: { type: 'string' },
    images: { type: 'string', default: '1000' },
    docs: { type: 'boolean', default: false },
    'go-on': { type: 'boolean', default: false },
    latents: { type: 'string', default: '2,10,20' },
    only: { type: 'string', default: '' },
  },
})
const seed = Number(options.seed)
const DOCUMENT = fileURLToPath(new URL('../../docs/discrete-codes.md', import.meta.url))
const BOUNDS = fileURLToPath(new URL('../../docs/bounds.md', import.meta.url))
const INTERVENTION = fileURLToPath(new URL('../../docs/intervention.md', import.meta.url))
const FIGURE = fileURLToPath(new URL('../../docs/intervention.svg', import.meta.url))
const seedsFrom = (count: string): number[] => Array.from({ length: Number(count) }, (_, i) => seed + i)
const numbers = (text: string): number[] => text.split(',').filter(Boolean).map(Number)

async function reproducePublished(): Promise<boolean> {
  const lab = await openLabPages()
  try {
    const trained = await trainPyTorchExample(lab, { seed, backend: options.backend })
    console.log(reportPyTorchExample(trained))
    return trained.agrees
  } finally {
    await lab.close()
  }
}

const optional = (text: string | undefined): number | null => (text === undefined ? null : Number(text))

/** The arguments as they were given, without the one that writes. */
const command = () =>
  ['npm run reproduce --', ...process.argv.slice(2).filter((one) => one !== '--docs')].join(' ')

async function reproduceDiscrete(name: keyof typeof SET_UPS): Promise<void> {
  const [date, busy] = [new Date(), await busyShare()]
  const steps = name === 'bits' ? 2000 : Number(options.epochs ?? 20) * SET_UPS.discrete.stepsPerEpoch
  const seeds = options.seeds ?? (name === 'bits' ? '5' : '2')
  const text = await compareDiscrete(name, {
    steps: Number(options.steps ?? steps),
    seeds: seedsFrom(seeds),
    backend: options.backend,
    draws: optional(options.draws),
    temperature: optional(options.temperature),
    estimators: options.estimators.split(',').filter(Boolean),
  })
  const figures = `\`${command()}\`: ${text}\n\n${circumstances(date, busy)}`
  console.log(`\n${figures}`)
  if (options.docs) await putFigures(DOCUMENT, name, figures)
}

async function reproduceIntervention(): Promise<void> {
  const steps = Number(options.steps ?? 2000)
  const seeds = seedsFrom(options.seeds ?? '5')
  const points = await measureIntervention({
    steps,
    seeds,
    backend: options.backend,
    goOn: options['go-on'],
  })
  const figures = [
    `\`${command()}\`: 784-128-10-128-784, batch 64, Adam 1e-3, grey targets; ${steps.toLocaleString('en')} steps, seeds ${seeds.join(', ')}, ${options.backend}.`,
    interventionTable(points),
    '\\* built to teach, not to use',
    distanceTable(points),
    // Nothing here is a time, so it does not matter what ran beside.
    `Measured on ${new Date().toISOString().slice(0, 10)}.`,
  ].join('\n\n')
  console.log(`\n${figures}`)
  if (!options.docs) return
  await putFigures(INTERVENTION, 'intervention', figures)
  await writeFile(FIGURE, interventionFigure(points))
}

/** What the published ordering is held against. */
const FULL = { epochs: 20, seeds: 5 } as const

/** Resolves with whether the order is as published. */
async function reproduceBounds(): Promise<boolean> {
  const [date, busy] = [new Date(), await busyShare()]
  const epochs = Number(options.epochs ?? 1)
  const seeds = seedsFrom(options.seeds ?? '1')
  const [images, draws] = [Number(options.images), Number(options.draws ?? 5000)]
  const runs = await measureBounds({
    ...{ epochs, seeds, images, draws },
    sizes: numbers(options.only),
    backend: options.backend,
    goOn: options['go-on'],
  })
  const ordered = isOrdered(runs)
  const hours = hoursOf(runs, epochs, FULL)
  const figures = [
    `\`${command()}\`: 50 latents, 784-200-200-(z)-200-200-784, tanh, batch 20, binarised anew in each epoch; epochs: ${epochs} (${runs[0]!.outcome.steps.toLocaleString('en')} steps), seeds: ${seeds.join(', ')}, ${options.backend}. NLL of ${images.toLocaleString('en')} test images by ${draws.toLocaleString('en')} samples.`,
    boundsTable(runs),
    gainsTable(runs),
    `More draws give the better model, as published: ${ordered ? 'yes' : 'NO'}. At this rate ${FULL.epochs} epochs with ${FULL.seeds} seeds take ${hours.toFixed(0)} hours.`,
    circumstances(date, busy),
  ].join('\n\n')
  console.log(`\n${figures}`)
  if (options.docs) await putFigures(BOUNDS, 'bounds', figures)
  return ordered
}

const discrete = (Object.keys(SET_UPS) as (keyof typeof SET_UPS)[]).filter((name) =>
  positionals.includes(name),
)
if (discrete.length > 0) for (const name of discrete) await reproduceDiscrete(name)
else if (positionals.includes('intervention')) await reproduceIntervention()
else if (positionals.includes('bounds')) process.exitCode = (await reproduceBounds()) ? 0 : 1
else if (positionals.includes('estimators'))
  await compareEstimators({
    seed,
    steps: Number(options.steps ?? 2000),
    latents: numbers(options.latents),
    only: numbers(options.only),
  })
else process.exitCode = (await reproducePublished()) ? 0 : 1
process.exit()
