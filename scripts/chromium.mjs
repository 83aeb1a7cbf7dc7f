/**
 * The Chromium that the tests, the screenshots and the benchmark run in: where it is, how it is installed when it
 * is missing, and the flags that give it WebGPU and WebGL2 on a machine without a GPU.
 * Does NOT launch it. Playwright's "headless shell" is never used: it has no WebGPU.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { installPackages, isRootOnDebian } from './debian.mjs'
import { asked, onPath, runs } from './programs.mjs'

const isRoot = process.getuid?.() === 0

/** A sandboxed Chromium refuses to start as root. */
const ROOT_FLAGS = isRoot ? ['--no-sandbox'] : []

/** SwiftShader stands in for the GPU, so that every backend runs (slowly) on every machine. */
const SOFTWARE_GPU_FLAGS = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--enable-unsafe-swiftshader',
  '--use-angle=swiftshader',
  '--use-vulkan=swiftshader',
  '--disable-vulkan-surface',
  '--ignore-gpu-blocklist',
]

/** Without a network Chromium's own traffic only costs time. */
const QUIET_FLAGS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Each window loads two pages of Chromium's own for its address bar, which cost more than a small page of ours. Chromium
 * heeds the last `--disable-features` alone, so what Playwright would have turned off is named again.
 */
const LEAN_FLAGS = [
  [
    '--disable-features=WebUIOmniboxPopup',
    'WebUIOmniboxAimPopup',
    'WebUIOmniboxFullPopup',
    'AimEnabled',
    'AvoidCorsURLLoaderRestartOnRedirect',
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsFirstBalancedModeAutoEnable',
    'HttpsUpgrades',
    'LensOverlay',
    'MediaRouter',
    'NetworkTimeServiceQuerying',
    'OptimizationHints',
    'PaintHolding',
    'PreconnectToSearch',
    'TcpPortRandomizationWin',
    'ThirdPartyStoragePartitioning',
  ].join(','),
]

export const CHROMIUM_FLAGS = [...ROOT_FLAGS, ...SOFTWARE_GPU_FLAGS, ...QUIET_FLAGS, ...LEAN_FLAGS]

/** Without the stand-in for a GPU, which would also draw the page: for what computes on the CPU. */
export const CHROMIUM_FLAGS_WITHOUT_GPU = [...ROOT_FLAGS, '--disable-gpu', ...QUIET_FLAGS, ...LEAN_FLAGS]

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const USUAL_PLACES = {
  linux: ['/opt/google/chrome/chrome', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    join(homedir(), 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome'),
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
}

const PLAYWRIGHT_CACHE = {
  linux: join(homedir(), '.cache', 'ms-playwright'),
  darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
  win32: join(homedir(), 'AppData', 'Local', 'ms-playwright'),
}

/** Where the full browser lies inside one `chromium-NNNN` folder of Playwright's cache. */
const PLAYWRIGHT_BINARIES = [
  'chrome-linux64/chrome',
  'chrome-linux/chrome',
  'chrome-win64/chrome.exe',
  'chrome-win/chrome.exe',
  ...['chrome-mac-arm64', 'chrome-mac-x64', 'chrome-mac'].flatMap((folder) => [
    `${folder}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
    `${folder}/Chromium.app/Contents/MacOS/Chromium`,
  ]),
]

function inPlaywrightCache() {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? PLAYWRIGHT_CACHE[process.platform] ?? ''
  if (!existsSync(cache)) return []
  const revision = (folder) => Number(folder.split('-')[1])
  const newestFirst = readdirSync(cache)
    .filter((folder) => /^chromium-\d+$/.test(folder))
    .sort((a, b) => revision(b) - revision(a))
  return newestFirst.flatMap((folder) => PLAYWRIGHT_BINARIES.map((binary) => join(cache, folder, binary)))
}

/** The path of a full Chromium or Chrome, or null: CHROME_PATH, then the usual places, then Playwright's cache. */
export function findChromium() {
  const usual = USUAL_PLACES[process.platform] ?? []
  const places = () => [...onPath(COMMANDS), ...usual, ...inPlaywrightCache()]
  return asked('CHROME_PATH') ?? places().find((path) => runs(path, ROOT_FLAGS)) ?? null
}

function run(command, args) {
  console.log(`$ ${[command, ...args].join(' ')}`)
  const shell = process.platform === 'win32'
  return spawnSync(command, args, { stdio: 'inherit', shell }).status === 0
}

/**
 * The first one after which a browser runs ends the search. A system's own package brings the libraries that the
 * browser needs, so where we may install one it comes first.
 */
const INSTALLERS = [
  () => installPackages('chromium'),
  () =>
    run('npx', [
      'playwright',
      'install',
      ...(isRootOnDebian() ? ['--with-deps'] : []),
      '--no-shell',
      'chromium',
    ]),
]

const REMEDY = [
  'No Chromium or Chrome was found, and it could not be installed.',
  'The browser tests need one. Do one of these, then run the command again:',
  '  - npx playwright install --with-deps --no-shell chromium',
  "  - install Chrome or Chromium by your system's means (Debian: apt-get install chromium)",
  '  - set CHROME_PATH to the program of a Chrome or Chromium that is already here',
].join('\n')

/** As `findChromium`, but installs one when there is none; throws with the remedy when that fails. */
export function ensureChromium() {
  const found = findChromium()
  if (found) {
    console.log(`Chromium: ${found}`)
    return found
  }
  console.log('Chromium: none found, installing one')
  for (const install of INSTALLERS) {
    install()
    const installed = findChromium()
    if (!installed) continue
    console.log(`Chromium: ${installed}`)
    return installed
  }
  throw new Error(REMEDY)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    ensureChromium()
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
