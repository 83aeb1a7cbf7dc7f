import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../protocol/settings.ts'
import { emptyRun } from '../../store/history.ts'
import { evaluationAt, rowAt } from '../../store/testing/fake-engine.ts'
import { differingKeys, fileNameOf, runName, toldHeldOut, toldSettings } from './names.ts'

const run = (change: Partial<typeof DEFAULT_SETTINGS> = {}) => emptyRun(1, { ...DEFAULT_SETTINGS, ...change })

describe('in what runs differ', () => {
  test('one alone is told by what is not the default', () => {
    expect(differingKeys([run({ latent: 2 })])).toEqual(['latent'])
    expect(toldSettings(run({ latent: 2 }), ['latent'])).toBe('latent=2')
  })

  test('several by what is not the same in all, whatever the defaults are', () => {
    const runs = [run({ latent: 2, seed: 1 }), run({ latent: 2, seed: 2 }), run({ latent: 2, seed: 2 })]
    expect(differingKeys(runs)).toEqual(['seed'])
  })

  test('not by where they were computed, nor by how long', () => {
    expect(differingKeys([run({ backend: 'cpu', steps: 5 }), run({ backend: 'wasm' })])).toEqual([])
  })

  test('what was changed while one trained is told, if it took effect', () => {
    const mark = { step: 3, kind: 'beta', value: 4 } as const
    const trained = { ...run(), rows: [rowAt(5)], marks: [mark] }
    expect(toldSettings(trained, [])).toMatch(/4 from step 3$/)
    expect(toldSettings({ ...trained, rows: [rowAt(3)] }, [])).toBe('')
  })
})

test('a run is called by its name, else by its number; in a file name only letters and digits are left', () => {
  expect(runName({ number: 3 })).toBe('run 3')
  expect(runName({ number: 3, name: '' })).toBe('run 3')
  expect(fileNameOf({ number: 3, name: ' β = 4: "mine"/ ' })).toBe('β-4-mine')
})

test('of held-out values the newest is told, and a dash where there is none', () => {
  expect(toldHeldOut(run())).toBe('–')
  expect(toldHeldOut({ evaluations: [evaluationAt(1), { ...evaluationAt(2), recon: -90, kl: 10 }] })).toBe(
    '−100.0',
  )
})
