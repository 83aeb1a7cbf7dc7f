/** What is folded away is not out of mind: each setting that a link changed is told. */
import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS, SETTING_KEYS } from '../../protocol/settings.ts'
import { readHash } from '../../store/url.ts'
import { changedFolded, isFolded, toldSetting } from './folded.ts'

const told = (hash: string) => {
  const { settings } = readHash(hash)
  return changedFolded(settings).map((key) => toldSetting(key, settings))
}

describe('folded settings', () => {
  test('are all but the four that the question is about, and what only a link has', () => {
    const inSight = SETTING_KEYS.filter((key) => !isFolded(key))
    expect(inSight.toSorted()).toEqual([
      'autostart',
      'baseline',
      'dial',
      'estimator',
      'k',
      'lr',
      'samples',
      'steps',
    ])
  })

  test('are told when they are changed, and only then', () => {
    expect(changedFolded(DEFAULT_SETTINGS)).toEqual([])
    expect(told('#beta=4&lr=0.01&samples=8&estimator=score-function')).toEqual(['Beta β: 4'])
    expect(told('#latent=2&hidden=200-200&dataset=fashion-mnist&optimizer=sgd&seed=12345')).toEqual([
      'Data: Fashion-MNIST',
      'Latents: 2',
      'Hidden layers: 200-200',
      'Optimizer: SGD',
      'Seed: 12345',
    ])
  })
})
