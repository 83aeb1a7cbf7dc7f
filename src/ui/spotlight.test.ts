import { afterEach, expect, test } from 'vitest'
import { PLACES, TERM_IDS, termOf, termsAt } from '../derivations/terms.ts'
import { letGo, litBy, litNow, onSpotlight, pointTo, toggleHeld, type Target } from './spotlight.ts'

const KL: Target = { kind: 'term', id: 'kl' }
const RECON_CURVE: Target = { kind: 'place', place: 'curve:recon' }

afterEach(letGo)

test('a term lights up its places, and the places light it up', () => {
  for (const id of TERM_IDS) {
    const { places } = termOf(id)
    expect(litBy({ kind: 'term', id })).toEqual({ terms: new Set([id]), places: new Set(places) })
    for (const place of places) expect(litBy({ kind: 'place', place }).terms).toContain(id)
  }
})

test('each place belongs to a term', () => {
  for (const place of PLACES) expect(termsAt(place), place).not.toEqual([])
})

test('a curve that is pointed at stands out; a control does not need to', () => {
  expect(litBy(RECON_CURVE).places).toEqual(new Set(['curve:recon']))
  expect(litBy({ kind: 'place', place: 'setting:beta' }).places).toEqual(new Set())
})

test('what is held stays lit while something else was pointed at, and is let go the second time', () => {
  toggleHeld(KL)
  pointTo(RECON_CURVE)
  expect([...litNow().terms]).toEqual(['recon'])
  pointTo(null)
  expect([...litNow().terms]).toEqual(['kl'])
  toggleHeld({ ...KL })
  expect(litNow().terms.size).toBe(0)
})

test('listeners hear of changes only', () => {
  let heard = 0
  const stop = onSpotlight(() => heard++)
  pointTo(KL)
  pointTo({ ...KL })
  pointTo(null)
  stop()
  pointTo(KL)
  expect(heard).toBe(2)
})
