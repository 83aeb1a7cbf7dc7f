/**
 * The WebKit that the smoke tests run in: its driver, WebKitGTK's MiniBrowser and a screen that nobody sees; where they
 * are, and how they are installed when they are missing. Linux only.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { installPackages } from './debian.mjs'
import { asked, onPath } from './programs.mjs'

const LIBRARIES = ['/usr/lib', '/usr/lib64', '/usr/libexec']

const foldersIn = (folder) =>
  existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []

/** In a folder of the library's version, on Debian below one of the architecture; the newest. */
function findMiniBrowser() {
  const isVersion = (folder) => /\/webkit(2gtk|gtk)-[\d.]+$/.test(folder)
  const isArchitecture = (folder) => /-linux-gnu\w*$/.test(folder)
  const above = LIBRARIES.flatMap((folder) => [folder, ...foldersIn(folder).filter(isArchitecture)])
  const versions = above.flatMap(foldersIn).filter(isVersion).sort().reverse()
  return versions.map((folder) => join(folder, 'MiniBrowser')).find((path) => existsSync(path)) ?? null
}

const findCommand = (name) => onPath([name]).find((path) => existsSync(path)) ?? null

/** The paths of `{ driver, browser, screen }`, or null: WEBKIT_DRIVER_PATH and WEBKIT_BROWSER_PATH, then the usual places. */
export function findWebKit() {
  const driver = asked('WEBKIT_DRIVER_PATH') ?? findCommand('WebKitWebDriver')
  const browser = asked('WEBKIT_BROWSER_PATH') ?? findMiniBrowser()
  const screen = findCommand('Xvfb')
  return driver && browser && screen ? { driver, browser, screen } : null
}

const REMEDY =
  'there is no WebKitGTK with its driver, or no Xvfb; install them (Debian: apt-get install webkit2gtk-driver xvfb), ' +
  'or set WEBKIT_DRIVER_PATH and WEBKIT_BROWSER_PATH'

/** Installs it if it is not there and we may; a sentence if it is not there even then. */
export function webKitIsMissing() {
  try {
    return findWebKit() || (installPackages('webkit2gtk-driver', 'xvfb') && findWebKit()) ? null : REMEDY
  } catch (error) {
    return error.message
  }
}
