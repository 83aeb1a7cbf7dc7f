/**
 * `npx tsx scripts/hosting/icons.ts`: draws the icons of an installed lab from public/favicon.svg, again when that has
 * changed. Systems cut the maskable one to their own shape, so it has no corners and more room around the curves.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { CHROMIUM_FLAGS, ensureChromium } from '../chromium.mjs'

const PUBLIC = join(import.meta.dirname, '../../public')
const svg = readFileSync(join(PUBLIC, 'favicon.svg'), 'utf8')

const MASKABLE = svg
  .replace('viewBox="0 0 32 32"', 'viewBox="-2 -2 36 36"')
  .replace('<rect width="32" height="32" rx="6"', '<rect x="-2" y="-2" width="36" height="36"')

async function draw(page: Page, name: string, picture: string, size: number): Promise<void> {
  await page.setViewportSize({ width: size, height: size })
  const sized = picture.replace('<svg ', `<svg width="${size}" height="${size}" style="display:block" `)
  await page.setContent(`<style>body{margin:0}</style>${sized}`)
  await page.screenshot({ path: join(PUBLIC, name), omitBackground: true })
}

const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS })
const page = await browser.newPage()
await draw(page, 'icon-192.png', svg, 192)
await draw(page, 'icon-512.png', svg, 512)
await draw(page, 'icon-maskable-512.png', MASKABLE, 512)
await browser.close()
