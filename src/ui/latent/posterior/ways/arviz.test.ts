/** The chains' file: [chain, draw] of every variable, under ArviZ's names. */
import { expect, test } from 'vitest'
import { waysAt } from '../../../../store/testing/fake-engine.ts'
import { chainsJson } from './arviz.ts'

const ways = waysAt(7)
const file = JSON.parse(chainsJson(ways.chains[0]!, ways)) as Record<string, Record<string, number[][]>>

test('has the groups and variables that from_dict takes', () => {
  expect(Object.keys(file)).toEqual(['posterior', 'warmup_posterior', 'sample_stats', 'attrs'])
  expect(Object.keys(file['posterior']!)).toEqual(['z1', 'z2'])
  expect(Object.keys(file['sample_stats']!)).toEqual(['lp', 'acceptance_rate', 'n_steps', 'step_size'])
  expect(file['attrs']).toMatchObject({ sampler: 'hamiltonian', training_step: 7 })
})

test('every variable is [chain, draw]', () => {
  // z [chain, draw, 2] is i / 16 in the order of memory.
  expect(file['posterior']!['z1']).toEqual([0, 1, 2, 3].map((c) => [c / 4, c / 4 + 0.125]))
  expect(file['posterior']!['z2']![3]).toEqual([0.8125, 0.9375])
  expect(file['warmup_posterior']!['z1']).toEqual([[0], [0], [0], [0]])
  expect(file['sample_stats']!['lp']![1]).toEqual([-102, -103])
  expect(file['sample_stats']!['n_steps']).toEqual([0, 1, 2, 3].map(() => [3, 4]))
})
