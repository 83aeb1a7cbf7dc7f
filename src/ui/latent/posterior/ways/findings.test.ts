/** What the page says of a method that leaves a part of the posterior aside, from what was measured. */
import { expect, test } from 'vitest'
import type { ChainsWay, PosteriorWays } from '../../../../protocol/ways.ts'
import { waysAt } from '../../../../store/testing/fake-engine.ts'
import { findingsOf } from './findings.ts'

const plain = waysAt(7)
const [chains] = plain.chains as [ChainsWay]

/** r_hat is all right. */
function chainsWith(change: { missed?: number; meanErrors?: number; rHat?: number }): PosteriorWays {
  const { missed = 0, meanErrors = 1, rHat = 1.002 } = change
  const [first, second] = chains.diagnostics
  const diagnostics = [first, { ...second, r_hat: rHat }] as const
  const changed: ChainsWay = {
    ...chains,
    diagnostics: [{ ...first, r_hat: 1.001 }, diagnostics[1]],
    meanErrors,
    distance: { ...chains.distance, missed },
  }
  return { ...plain, chains: [changed] }
}

test('nothing where every method has found all of it', () => {
  expect(findingsOf(chainsWith({ missed: 0.01, meanErrors: 4, rHat: 1.01 }))).toEqual([])
})

test.each([
  [{ missed: 0.793, meanErrors: 430 }, /Hamiltonian Monte Carlo \(79%\).*have not found everything/],
  [{ rHat: 1.734 }, /^r_hat is above 1.01: Hamiltonian Monte Carlo \(1.734\)/],
  [{ meanErrors: 361.4 }, /more than 4 standard errors .* Hamiltonian Monte Carlo \(361\).*have not found/],
])('chains with %j', (change, sentence) => {
  const found = findingsOf(chainsWith(change))
  expect(found).toHaveLength(1)
  expect(found[0]).toMatch(sentence)
})

test('a Gaussian that leaves a mode aside, and a maximum that is not the one next to the prior’s mean', () => {
  const beside = { ...plain.gaussians[0]!, beyond: 0.2 }
  const two: PosteriorWays = {
    ...chainsWith({}),
    modes: [0.8, 0.2],
    gaussians: [beside],
    ascent: { ...plain.ascent, from: 'highest', above: 1.386 },
  }
  const [modes, higher, aside] = findingsOf(two)
  expect(modes).toMatch(/2 modes.*80%, 20%/)
  expect(higher).toMatch(/1.386 nats lower/)
  expect(aside).toMatch(/q of the encoder \(20%\)/)
})
