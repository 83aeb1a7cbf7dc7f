import { expect, test } from 'vitest'
import { liveIn, proseOf, termsIn } from './prose.ts'

const { raw } = String

test('words, inline TeX and terms', () => {
  expect(proseOf(raw`Draws from $q_{\phi}$ raise \term{recon}{the reconstruction}.`)).toEqual([
    { kind: 'text', text: 'Draws from ' },
    { kind: 'math', tex: raw`q_{\phi}` },
    { kind: 'text', text: ' raise ' },
    { kind: 'term', id: 'recon', pieces: [{ kind: 'text', text: 'the reconstruction' }] },
    { kind: 'text', text: '.' },
  ])
})

test('a term around TeX, with braces of its own', () => {
  expect(proseOf(raw`\term{log-evidence}{$\log p_{\theta}(x)$ of $\{x\}$} rises`)).toEqual([
    {
      kind: 'term',
      id: 'log-evidence',
      pieces: [
        { kind: 'math', tex: raw`\log p_{\theta}(x)` },
        { kind: 'text', text: ' of ' },
        { kind: 'math', tex: raw`\{x\}` },
      ],
    },
    { kind: 'text', text: ' rises' },
  ])
})

test('what is not closed, or no term, stays as it is written', () => {
  expect(proseOf('costs $5')).toEqual([{ kind: 'text', text: 'costs $5' }])
  expect(proseOf(raw`\term{nonsense}{x}`)).toEqual([{ kind: 'text', text: raw`\term{nonsense}{x}` }])
  expect(proseOf('')).toEqual([])
})

test('the terms of a formula, each once', () => {
  const tex = raw`\live{elbo}{\ELBO} = \term{recon}{r} - \live{kl}{\term{recon}{r}} + \live{elbo}{e}`
  expect(termsIn(tex)).toEqual(['elbo', 'recon', 'kl'])
  expect(liveIn(tex)).toEqual(['elbo', 'kl'])
})
