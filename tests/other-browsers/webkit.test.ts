import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { openWebKit } from './drivers/webkit.ts'
import { Lab, TRAIN } from './lab.ts'
import { serve } from './served.ts'
import { smoke } from './smoke.ts'

/** American English where the system has it, else the language that every system has. */
function usualLanguage(): string {
  const known = spawnSync('locale', ['-a'], { encoding: 'utf8' }).stdout ?? ''
  return /^en_US\.utf-?8$/im.test(known) ? 'en_US.UTF-8' : 'C.UTF-8'
}

smoke('WebKit', () => openWebKit(usualLanguage()))

test('an environment that names no language is no obstacle', { tags: 'thorough' }, async () => {
  const served = await serve()
  const browser = await openWebKit('C')
  try {
    const lab = new Lab(browser, served.url)
    await lab.open()
    await lab.press(TRAIN)
    await lab.passes(10)
    expect(await browser.errors()).toEqual([])
  } finally {
    await browser.close()
    await served.stop()
  }
})
