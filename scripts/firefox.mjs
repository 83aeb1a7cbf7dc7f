/** The Firefox that the smoke tests run in: where it is, and how it is installed when it is missing. */
import { join } from 'node:path'
import process from 'node:process'
import { installPackages } from './debian.mjs'
import { asked, onPath, runs } from './programs.mjs'

const USUAL_PLACES = {
  linux: ['/snap/bin/firefox'],
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']]
    .filter(Boolean)
    .map((folder) => join(folder, 'Mozilla Firefox', 'firefox.exe')),
}

/** Its path, or null: FIREFOX_PATH, then the usual places. */
export const findFirefox = () =>
  asked('FIREFOX_PATH') ??
  [...onPath(['firefox-esr', 'firefox']), ...(USUAL_PLACES[process.platform] ?? [])].find((path) =>
    runs(path),
  ) ??
  null

/** Installs one if there is none and we may; a sentence if there is none even then. */
export function firefoxIsMissing() {
  if (process.platform === 'win32') return 'these tests start their programs by a POSIX shell'
  try {
    if (findFirefox() || (installPackages('firefox-esr') && findFirefox())) return null
  } catch (error) {
    return error.message
  }
  return 'there is no Firefox; install one (Debian: apt-get install firefox-esr), or set FIREFOX_PATH'
}
