/**
 * `npm run bench`: training steps a second, the lab beside its peers, interleaved in one browser session.
 *   --json          prints one JSON object instead of the table
 *   --rounds=9      spells of each peer
 *   --seconds=1     length of a spell
 *   --only=a,b      these peers alone (peers/index.ts)
 */
import os from 'node:os'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { ensureChromium } from '../scripts/chromium.mjs'
import { benchImages } from './images.ts'
import { measure } from './measure.ts'
import { openNative } from './native.ts'
import { LAB, NATIVE, PEERS } from './peers/index.ts'
import { flopsPerStep, STANDARD } from './problem.ts'
import { report, type Results } from './report.ts'
import { openSession, withNative } from './session.ts'

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
})

/** Losses of the same weights on the same images may differ by rounding, not by what is computed. */
const LOSS_TOLERANCE = 1e-4

function checkLosses({ peers }: Results): void {
  const [first, ...others] = peers
  for (const { id, firstLoss } of others)
    if (!(Math.abs(firstLoss / first!.firstLoss - 1) < LOSS_TOLERANCE))
      throw new Error(`${id} has another loss (${firstLoss}) than ${first!.id} (${first!.firstLoss})`)
}

async function run(): Promise<Results> {
  const images = await benchImages()
  process.env.CHROME_PATH = ensureChromium()
  const wanted = options.only?.split(',')
  const isWanted = (id: string) => !wanted || wanted.includes(id)
  const native = isWanted(NATIVE.id) ? openNative(images.pixels) : null
  if (isWanted(NATIVE.id) && !native) console.error('No python3 with torch here: PyTorch is left out.')
  const session = withNative(await openSession(images.pixels), native)
  try {
    const ids = PEERS.map(({ id }) => id).filter((id) => isWanted(id) && (id !== NATIVE.id || native))
    const peers = await measure(session, {
      ids,
      rounds: Number(options.rounds),
      seconds: Number(options.seconds),
    })
    const rate = ids.includes(LAB.id) ? await session.ask(LAB.id, 'matrixProductRate') : null
    return {
      machine: `${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores`,
      browser: session.browser,
      images: { source: images.source, zeros: images.zeros },
      flopsPerStep: flopsPerStep(STANDARD),
      matrixProductGflops: (rate?.value as number | undefined) ?? null,
      peers,
    }
  } finally {
    await session.close()
  }
}

const print = console.log
if (options.json) console.log = console.error // for what is not the result
const results = await run()
checkLosses(results)
print(options.json ? JSON.stringify(results, null, 2) : report(results))
process.exit(0)
