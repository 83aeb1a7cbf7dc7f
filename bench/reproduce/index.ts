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
 *   --go-on               takes the runs that an earlier command of the same size has finished, and goes on with the one it was at
 * `npm run reproduce -- intervention`: the noise dial as a curve, and the estimators on it (intervention.ts).
 *   --steps=2000 --seeds=5
 *   --docs                puts table and figure into docs/intervention.md
 *   --go-on               takes the seeds that an earlier run of as many steps has finished
 * `npm run reproduce -- bounds`: the importance-weighted bound with 1, 5 and 50 draws, judged by held-out log p(x) (bounds.ts).
 *   --epochs=3 --seeds=1
 *   --only=1,5            these numbers of draws alone
 *   --images=1000         test images of the estimate, with --draws=5000 of z each
 *   --docs                puts the tables into docs/bounds.md
 *   --go-on               takes the runs that an earlier command of the same size has finished, and goes on with the one it was at,
 *                         from the end of an epoch
 * Needs MNIST: MNIST_DIR, or `npm run data` first.
 */
import { writeFile } from 'node:fs/promises'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { busyShare } from '../busy.ts'
import { putFigures } from '../documents.ts'
import { circumstances } from '../figures.ts'
import { count, counts, known, listed, orEnd, positive } from '../options.ts'
import { measureBounds } from './bounds.ts'
import { boundsText, isOrdered } from './bounds-report.ts'
import { compareDiscrete, estimatorsIn, SET_UPS } from './discrete.ts'
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
    images: { type: 'string', default: '1000' },
    seeds: { type: 'string' },
    estimators: { type: 'string', default: '' },
    temperature: { type: 'string' },
    draws: { type: 'string' },
    docs: { type: 'boolean', default: false },
    'go-on': { type: 'boolean', default: false },
    latents: { type: 'string', default: '2,10,20' },
    only: { type: 'string', default: '' },
  },
})
const TARGETS = ['estimators', 'bits', 'discrete', 'intervention', 'bounds'] as const
const targets = orEnd(() => known('set-up', positionals, TARGETS))
const read = orEnd(() => ({
  seed: count('seed', options.seed),
  steps: options.steps === undefined ? null : count('steps', options.steps),
  epochs: options.epochs === undefined ? null : positive('epochs', options.epochs),
  images: count('images', options.images),
  seeds: options.seeds === undefined ? null : count('seeds', options.seeds),
  temperature: options.temperature === undefined ? null : positive('temperature', options.temperature),
  draws: options.draws === undefined ? null : count('draws', options.draws),
  latents: counts('latents', options.latents),
  only: counts('only', options.only),
}))
const { seed } = read
const DOCUMENT = fileURLToPath(new URL('../../docs/discrete-codes.md', import.meta.url))
const BOUNDS = fileURLToPath(new URL('../../docs/bounds.md', import.meta.url))
const INTERVENTION = fileURLToPath(new URL('../../docs/intervention.md', import.meta.url))
const FIGURE = fileURLToPath(new URL('../../docs/intervention.svg', import.meta.url))
const seedsFrom = (howMany: number): number[] => Array.from({ length: howMany }, (_, i) => seed + i)

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

/** The arguments as they were given, without the one that writes. */
const command = () =>
  ['npm run reproduce --', ...process.argv.slice(2).filter((one) => one !== '--docs')].join(' ')

/** Runs that an earlier command had finished are in the table, too. */
const keptBefore = () =>
  options['go-on']
    ? ' Runs that an earlier command had finished are included as they were: no time (s) is a verdict.'
    : ''

async function reproduceDiscrete(name: keyof typeof SET_UPS): Promise<void> {
  const [date, busy] = [new Date(), await busyShare()]
  const steps = name === 'bits' ? 2000 : Math.ceil((read.epochs ?? 20) * SET_UPS.discrete.stepsPerEpoch)
  const text = await compareDiscrete(name, {
    steps: read.steps ?? steps,
    seeds: seedsFrom(read.seeds ?? (name === 'bits' ? 5 : 2)),
    backend: options.backend,
    draws: read.draws,
    temperature: read.temperature,
    estimators: orEnd(() => known('estimator', listed(options.estimators), estimatorsIn(name))),
    goOn: options['go-on'],
  })
  const figures = `\`${command()}\`: ${text}\n\n${circumstances(date, busy, 'no time (s)')}${keptBefore()}`
  console.log(`\n${figures}`)
  if (options.docs) await putFigures(DOCUMENT, name, figures)
}

async function reproduceIntervention(): Promise<void> {
  const steps = read.steps ?? 2000
  const seeds = seedsFrom(read.seeds ?? 5)
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

/** Resolves with whether the order is as published. */
async function reproduceBounds(): Promise<boolean> {
  const size = { epochs: read.epochs ?? 3, images: read.images, draws: read.draws ?? 5000 }
  const [date, busy] = [new Date(), await busyShare()]
  const runs = await measureBounds({
    ...size,
    sizes: read.only,
    seeds: seedsFrom(read.seeds ?? 1),
    backend: options.backend,
    goOn: options['go-on'],
  })
  const figures = `\`${command()}\`: ${boundsText(runs, size)}\n\n${circumstances(date, busy, 'no time (s)')}${keptBefore()}`
  console.log(`\n${figures}`)
  if (options.docs) await putFigures(BOUNDS, 'bounds', figures)
  return isOrdered(runs)
}

const discrete = (Object.keys(SET_UPS) as (keyof typeof SET_UPS)[]).filter((name) => targets.includes(name))
if (discrete.length > 0) for (const name of discrete) await reproduceDiscrete(name)
else if (targets.includes('intervention')) await reproduceIntervention()
else if (targets.includes('bounds')) process.exitCode = (await reproduceBounds()) ? 0 : 1
else if (targets.includes('estimators'))
  await compareEstimators({
    seed,
    steps: read.steps ?? 2000,
    latents: read.latents,
    only: read.only,
  })
else process.exitCode = (await reproducePublished()) ? 0 : 1
process.exit()
