import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { firstEn } from './en/first.ts'
import { en } from './en/index.ts'
import { speak, t } from './index.ts'
import { tPart } from './of-parts.ts'
import { zhCN } from './zh-CN/index.ts'

const SRC = fileURLToPath(new URL('../../', import.meta.url))
/** What is imported as the module is read; not types, and not what is imported on demand. */
const STATIC = /^(?:import|export) (?!type\b)(?:[^'"();]*? from )?'(\.[^'?]+)/gm

function reachedFrom(entry: string): ReadonlySet<string> {
  const reached = new Set<string>()
  const visit = (file: string) => {
    if (reached.has(file) || !/\.tsx?$/.test(file) || !existsSync(file)) return
    reached.add(file)
    for (const [, to] of readFileSync(file, 'utf8').matchAll(STATIC))
      visit(path.join(path.dirname(file), to!))
  }
  visit(path.join(SRC, entry))
  return new Set([...reached].map((file) => path.relative(SRC, file)))
}

afterEach(() => speak(firstEn))

test('the page begins without the words of its parts', () => {
  const first = reachedFrom('main.tsx')
  expect(first).toContain('ui/messages/en/text.ts')
  expect(first).toContain('ui/latent/LatentSpace.tsx')
  expect([...first].filter((file) => /parts|zh-CN/.test(file))).toEqual([])
})

test('a part has them', () => {
  expect([...reachedFrom('ui/latent/map/EncodingsMap.tsx')]).toContain('ui/messages/en/parts.ts')
})

test('a part says its own words and those of the page, in the language in force', () => {
  expect(firstEn.text).not.toHaveProperty('mapEmpty')
  expect(tPart('mapEmpty')).toBe(en.text.mapEmpty)
  expect(tPart('latentName', { latent: 3 })).toBe(t('latentName', { latent: 3 }))
  speak(zhCN)
  expect(tPart('mapEmpty')).toBe(zhCN.text.mapEmpty)
  expect(tPart('sliders')).toBe(zhCN.text.sliders)
})
