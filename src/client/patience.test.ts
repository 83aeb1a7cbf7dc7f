import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '../protocol/settings.ts'
import { stepsPatience } from './patience.ts'

const seconds = (change: Partial<Settings>, backend: Parameters<typeof stepsPatience>[1]) =>
  stepsPatience({ ...DEFAULT_SETTINGS, ...change }, backend) / 1000

test('about half a minute for a usual model, on whatever it is computed', () => {
  for (const backend of ['auto', 'wasm', 'webgpu', 'webgl'] as const) {
    expect(seconds({}, backend)).toBeGreaterThan(30)
    expect(seconds({}, backend)).toBeLessThan(45)
  }
})

test('steps that take minutes are waited for', () => {
  // Plain CPU did 37,000 to 59,000 multiplications per millisecond beside six other processes: about 7 s per
  // step.
  expect(seconds({}, 'cpu')).toBeGreaterThan(5 * 7)
  expect(seconds({ samples: 64 }, 'cpu')).toBeGreaterThan(5 * 32 * 7)
  // All states of the code at once, in slices of a machine with ten other processes on each core.
  expect(
    seconds({ family: 'categorical', latent: 4, classes: 8, hidden: [512, 256] }, 'wasm'),
  ).toBeGreaterThan(90)
  const large = { hidden: [1600], batch: 1024, samples: 64 }
  expect(seconds(large, 'wasm')).toBeGreaterThan(600)
})
