/**
 * `npm run reproduce`: trains published set-ups on real MNIST and prints our figures beside theirs.
 *   --seed=1         of the run
 *   --backend=wasm   as in the URL
 * Needs MNIST: MNIST_DIR, or `npm run data` first.
 */
import process from 'node:process'
import { parseArgs } from 'node:util'
import { openLabPages } from './lab-page.ts'
import { reproducePyTorchExample } from './pytorch-example.ts'

const { values: options } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, backend: { type: 'string', default: 'wasm' } },
})

const lab = await openLabPages()
try {
  const agrees = await reproducePyTorchExample(lab, { seed: Number(options.seed), backend: options.backend })
  process.exitCode = agrees ? 0 : 1
} finally {
  await lab.close()
}
process.exit()
