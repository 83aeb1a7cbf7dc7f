/** The built page as `npm start` serves it, with the tiny MNIST, at an address of its own. PAGES_BUILT=1: it is built already. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { freePort } from '../../scripts/testing/free-port.mjs'
import { idxSet } from '../pages/support/idx.ts'
import { start } from './processes.ts'

const PROGRAM = join(import.meta.dirname, '../../scripts/start.mjs')

function writeTinyData(): string {
  const folder = mkdtempSync(join(tmpdir(), 'elbo-lab-tiny-'))
  for (const [name, bytes] of idxSet(640, 128)) writeFileSync(join(folder, name), bytes)
  return folder
}

export interface Served {
  readonly url: string
  stop(): Promise<void>
}

export async function serve(): Promise<Served> {
  const MNIST_DIR = writeTinyData()
  const args = process.env.PAGES_BUILT ? ['--no-build'] : []
  const server = start(process.execPath, [PROGRAM, ...args], { MNIST_DIR, PORT: await freePort() })
  async function stop(): Promise<void> {
    await server.end()
    rmSync(MNIST_DIR, { recursive: true, force: true })
  }
  try {
    const [, url] = await server.says(/ELBO Lab: (\S+)/)
    return { url: url!, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
