/**
 * `npm run reproduce`: trains published set-ups on real MNIST and prints our figures beside theirs.
 *   --seed=1         of the run
 *   --backend=wasm   as in the URL
 * `npm run reproduce -- estimators`: the estimators side by side (estimators.ts).
 *   --steps=2000 --latents=2,10,20 --seed=1
 *   --only=1,2   these lines of the table alone
 * Needs MNIST: MNIST_DIR, or `npm run data` first.
 */
import process from 'node:process'
import { parseArgs } from 'node:util'
import { compareEstimators } from './estimators.ts'
import { openLabPages } from './lab-page.ts'
import { reportPyTorchExample, trainPyTorchExample } from './pytorch-example.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    backend: { type: 'string', default: 'wasm' },
    steps: { type: 'string', default: '2000' },
    latents: { type: 'string', default: '2,10,20' },
    only: { type: 'string', default: '' },
  },
})
const seed = Number(options.seed)
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

if (positionals.includes('estimators'))
  await compareEstimators({
    seed,
    steps: Number(options.steps),
    latents: numbers(options.latents),
    only: numbers(options.only),
  })
else process.exitCode = (await reproducePublished()) ? 0 : 1
process.exit()
