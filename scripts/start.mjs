/**
 * `npm start`: builds the lab and serves it with the headers that WebAssembly threads need. PORT (default 4173),
 * MNIST_DIR and FASHION_MNIST_DIR as in the README; `--no-build` serves what was built before.
 * How the data folders are served is the Vite plugin's (data-folders.ts); this only tells what it will find.
 */
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { build, preview } from 'vite'

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

const IDX_FILES = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'].map(
  (name) => `${name}-ubyte.gz`,
)
const FOLDERS = [
  { name: 'MNIST', variable: 'MNIST_DIR' },
  { name: 'Fashion-MNIST', variable: 'FASHION_MNIST_DIR' },
]
const INSTEAD = 'the page uses the public mirror or, without a network, procedural digits'

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

/** One sentence on where the images of a data set come from. */
function describeFolder({ name, variable }) {
  const folder = process.env[variable]
  if (!folder) return `${name}: ${variable} is not set: ${INSTEAD}`
  if (!existsSync(folder)) return `${name}: ${variable} is ${folder}, which does not exist: ${INSTEAD}`
  const missing = IDX_FILES.filter((file) => !existsSync(path.join(folder, file)))
  if (missing.length > 0) return `${name}: ${folder} has no ${missing.join(', ')}: ${INSTEAD}`
  return `${name}: ${folder}`
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
  if (!process.argv.includes('--no-build')) await build({ root: ROOT, logLevel: 'warn' })
  const server = await preview({ root: ROOT, preview: { port, strictPort: true }, logLevel: 'warn' })
  stopOnSignal(server)
  for (const folder of FOLDERS) console.log(describeFolder(folder))
  console.log(`\nELBO Lab: ${server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`}\nCtrl-C stops it.`)
}

try {
  await start()
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error)
  process.exit(1)
}
