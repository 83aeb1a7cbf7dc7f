/** Runs as files: taken away, opened again on another day, and refused when they are damaged or of something else. */
import { spawnSync } from 'node:child_process'
import { unzipSync } from 'fflate'
import { curves, exported } from './support/downloads.ts'
import { idxSet } from './support/idx.ts'
import { expect, test, type DroppedFile, type Lab, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

const SETTINGS = {
  estimator: 'score-function',
  baseline: 'moving-average',
  beta: '0.5',
  seed: '7',
  probe: '0',
}

async function trainTo(lab: Lab, steps: number): Promise<void> {
  await lab.open({ ...SETTINGS, steps })
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText(String(steps))
  await expect(lab.button('Train')).toBeVisible()
}

/** What has nothing to do with the run. */
const OTHER = { hidden: '16', latent: '3', seed: '99' }

async function stepTo(lab: Lab, last: number): Promise<void> {
  for (let step = (await lab.step()) + 1; step <= last; step++) {
    await lab.button('Step').click()
    await expect(lab.value('step')).toHaveText(String(step))
  }
}

test('model.safetensors or everything.zip, dropped on another page, goes on as if nothing had been', async ({
  lab,
}) => {
  await trainTo(lab, 40)
  const hash = (await lab.hash()).toString()
  const names = ['model.safetensors', 'everything.zip']
  const files: DroppedFile[] = []
  for (const name of names) files.push({ name, content: await exported(lab, name) })
  const before = await curves(lab)
  await stepTo(lab, 44)
  const whole = await curves(lab)
  expect(whole.slice(0, 40)).toEqual(before)

  await lab.page.goto('about:blank')
  await lab.open(OTHER)
  for (const file of files)
    await test.step(file.name, async () => {
      await lab.turnTo(OTHER)
      await lab.dropFiles([file])
      await expect(lab.value('step')).toHaveText('40')
      await lab.ready()
      await expect.poll(async () => (await lab.hash()).toString()).toBe(hash)
      expect(await curves(lab)).toEqual(before)
      await stepTo(lab, 44)
      expect(await curves(lab)).toEqual(whole)
      await expect(lab.messages()).toHaveCount(0)
    })
})

shared('everything.zip holds what Export gives one by one', THOROUGH, async ({ lab }) => {
  await trainTo(lab, 20)
  const entries = unzipSync(await exported(lab, 'everything.zip'))
  expect(Object.keys(entries).sort()).toEqual(['config.json', 'metrics.csv', 'model.safetensors', 'train.py'])
  const same = async (item: string, file = item) =>
    expect(Buffer.from(entries[file]!).equals(await exported(lab, item, file)), file).toBe(true)
  await same('metrics.csv')
  await same('model.safetensors')
  await same('PyTorch script', 'train.py')
  expect(JSON.parse(Buffer.from(entries['config.json']!).toString())).toMatchObject({
    step: 20,
    settings: { seed: 7 },
  })
})

shared('the PyTorch script is Python', THOROUGH, async ({ lab }) => {
  await lab.open()
  const script = await exported(lab, 'PyTorch script', 'train.py')
  const check = 'import ast, sys; ast.parse(sys.stdin.read())'
  const { status, error } = spawnSync('python3', ['-c', check], { input: script })
  test.skip(error !== undefined, 'python3 is not here')
  expect(status).toBe(0)
})

shared(
  'damaged and foreign checkpoints are refused with the reason, and nothing is lost',
  THOROUGH,
  async ({ lab }) => {
    await trainTo(lab, 20)
    const model = await exported(lab, 'model.safetensors')
    const zip = await exported(lab, 'everything.zip')
    const text = model.toString('latin1')
    const edited = (from: string, to: string) => Buffer.from(text.replace(from, to), 'latin1')
    const flipped = Buffer.from(model)
    flipped[flipped.length - 100]! ^= 1
    const wrong = [
      [{ name: 'model.safetensors', content: model.subarray(0, -8) }, /truncated/],
      [{ name: 'model.safetensors', content: flipped }, /checksum is wrong/],
      [
        { name: 'a.safetensors', content: edited('"format_version":"1"', '"format_version":"9"') },
        /version 9/,
      ],
      [
        { name: 'a.safetensors', content: edited('"app":"elbo-lab"', '"app":"alba-lab"') },
        /not a checkpoint/,
      ],
      [{ name: 'a.safetensors', content: edited('"dtype":"F32"', '"dtype":"F16"') }, /F16/],
      [{ name: 'a.safetensors', content: Buffer.from('not at all') }, /not a safetensors file/],
      [{ name: 'everything.zip', content: zip.subarray(0, -40) }, /damaged zip/],
    ] as const
    const before = await curves(lab)
    for (const [file, reason] of wrong) {
      await lab.dropFiles([file])
      await expect(lab.message(reason)).toBeVisible()
      await lab.message(reason).getByRole('button', { name: 'Dismiss' }).click()
    }
    await expect(lab.value('step')).toHaveText('20')
    expect(await curves(lab)).toEqual(before)
    await lab.button('Step').click()
    await expect(lab.value('step')).toHaveText('21')
  },
)

test(
  'a run on other images is refused, and one whose images are not to be had',
  THOROUGH,
  async ({ lab }) => {
    await trainTo(lab, 20)
    const content = await exported(lab, 'model.safetensors')
    await lab.turnTo({ dataset: 'procedural' })
    await lab.train(5)
    const step = await lab.pause()
    const file = { name: 'model.safetensors', content }
    await lab.withoutData()
    await lab.dropFiles([file])
    await expect(lab.message(/images of the run could not be loaded/)).toBeVisible()
    await lab.serveData('mnist', idxSet(600, 128))
    await lab.dropFiles([file])
    await expect(lab.message(/640 images that differ/)).toBeVisible()
    await expect(lab.value('dataset')).toHaveText('procedural')
    await expect(lab.value('step')).toHaveText(String(step))
  },
)
