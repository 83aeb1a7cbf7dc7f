/**
 * `npm start`: builds the lab and serves it with the headers that WebAssembly threads need. PORT (default 4173),
 * MNIST_DIR and FASHION_MNIST_DIR as in the README; `--no-build` serves what was built before.
 * How the data folders are served is the Vite plugin's (data-folders.ts); this only tells what is there.
 */
import { createServer } from 'node:net'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { build, preview } from 'vite'

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

const IDX_FILES = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'].map(
  (name) => `${name}-ubyte.gz`,
)
const DATA_SETS = [
  { name: 'MNIST', path: 'data/mnist', variable: 'MNIST_DIR' },
  { name: 'Fashion-MNIST', path: 'data/fashion-mnist', variable: 'FASHION_MNIST_DIR' },
]

/** A reason to stop that needs no stack trace. */
class Refusal extends Error {}

function readPort() {
  const text = process.env.PORT || '4173'
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65536) return port
  throw new Refusal(`PORT is "${text}"; it must be a whole number from 1 to 65535.`)
}

const portIsFree = (port) =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, 'localhost', () => probe.close(() => resolve(true)))
  })

const isServed = async (url) => (await fetch(url, { method: 'HEAD' })).ok

/** One sentence on where the images of a data set come from, asked of the server itself. */
async function describeData(address, { name, path: place, variable }) {
  const folder = process.env[variable]
  const served = await Promise.all(IDX_FILES.map((file) => isServed(`${address}${place}/${file}`)))
  if (served.every(Boolean)) return `${name}: from ${folder || place}`
  const missing = IDX_FILES.filter((_, index) => !served[index])
  const why = folder ? `${variable} is ${folder}` : `${variable} is not set`
  const what = missing.length < IDX_FILES.length ? missing.join(', ') : `files in ${folder || place}`
  return `${name}: no ${what} (${why}). The page uses a public mirror or, without a network, procedural digits.`
}

function stopOnSignal(server) {
  const stop = () => {
    console.log('\nStopped.')
    void server.close().finally(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

async function start() {
  const port = readPort()
  if (!(await portIsFree(port)))
    throw new Refusal(`Port ${port} is in use. Choose another, for example: PORT=${port + 1} npm start`)
  if (!process.argv.includes('--no-build')) await build({ root: ROOT, logLevel: 'error' })
  const server = await preview({ root: ROOT, preview: { port, strictPort: true }, logLevel: 'error' })
  stopOnSignal(server)
  const address = server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`
  for (const dataSet of DATA_SETS) console.log(await describeData(address, dataSet))
  console.log(`\nELBO Lab: ${address}\nCtrl-C stops it.`)
}

try {
  await start()
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error)
  process.exit(1)
}
