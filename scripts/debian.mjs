/** Installs packages where we may: as root on Debian and its kin. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'

export const isRootOnDebian = () => process.getuid?.() === 0 && existsSync('/etc/debian_version')

/** A mirror that does not answer must not hold up the tests; unpacking is never broken off before it is hopeless. */
const FETCH_MS = 5 * 60_000
const UNPACK_MS = 20 * 60_000

const QUICK_TO_GIVE_UP = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20']

function apt(timeout, ...args) {
  const all = ['-y', '--no-install-recommends', ...QUICK_TO_GIVE_UP, ...args]
  console.log(`$ apt-get ${all.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', all, { stdio: ['ignore', 'inherit', 'inherit'], timeout, env }).status === 0
}

/** Whether they are there now. Everything is fetched first, so that only that can take too long. */
export const installPackages = (...packages) =>
  isRootOnDebian() &&
  apt(FETCH_MS, 'update') &&
  apt(FETCH_MS, 'install', '--download-only', ...packages) &&
  apt(UNPACK_MS, 'install', ...packages)
