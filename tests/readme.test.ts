/** The two READMEs agree in what is no language: commands, settings, pictures and figures; and their links lead somewhere. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '..')
const [english, chinese] = ['README.md', 'README.zh-CN.md'].map((name) =>
  readFileSync(path.join(ROOT, name), 'utf8'),
) as [string, string]

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1]!)

/** What a heading is called in a link: GitHub's rule, as far as our headings need it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}\s-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')

describe('the READMEs', () => {
  test('have the same blocks of commands', () => {
    const blocks = (text: string) => all(text, /```\w*\n([\s\S]*?)```/g)
    expect(blocks(english).length).toBeGreaterThan(2)
    expect(blocks(chinese)).toEqual(blocks(english))
  })

  test('have the same figures in the table of what is reproduced', () => {
    const losses = (text: string) => all(text, /\| (?:\*\*)?(1\d\d\.\d\d)/g)
    expect(losses(english)).toHaveLength(20)
    expect(losses(chinese)).toEqual(losses(english))
  })

  test('every command and setting of the Chinese one stands in the English one', () => {
    const code = (text: string) => all(text.replaceAll(/```[\s\S]*?```/g, ''), /`([^`\n]+)`/g)
    const known = new Set(code(english))
    expect(code(chinese).filter((one) => !known.has(one))).toEqual([])
  })

  test.each([
    ['English', english],
    ['Chinese', chinese],
  ])('every link of the %s one leads to a file or a heading', (_, text) => {
    const headings = all(text, /^#+ (.+)$/gm).map(anchorOf)
    const links = all(text, /\]\(([^)]+)\)/g).filter((link) => !/^https?:/.test(link))
    expect(links.length).toBeGreaterThan(15)
    const broken = links.filter((link) =>
      link.startsWith('#')
        ? !headings.includes(link.slice(1))
        : !existsSync(path.join(ROOT, link.split('#')[0]!)),
    )
    expect(broken).toEqual([])
  })
})
