/**
 * Runs the command of a stage to its end, however long that takes. Only a command that makes no progress is ended, with
 * all that it started.
 */
import { spawn, spawnSync } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { createWatchdog } from './watchdog.mjs'

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const TICK_MS = 5000
const GRACE_MS = 10_000
/** For the output that is still on its way when a command has ended. */
const LAST_WORDS_MS = 2000

const isWindows = process.platform === 'win32'
const running = new Set()

/** A command is a process group of its own, so that what it started ends with it. */
function signal(child, name) {
  if (isWindows) return void spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'])
  try {
    process.kill(-child.pid, name)
  } catch {
    // It has ended.
  }
}

/** The group gets no signal of the terminal's. */
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(name, () => {
    for (const child of running) signal(child, 'SIGTERM')
    process.exit(1)
  })

function start(command, env) {
  const [program, ...args] = command.split(' ')
  const PATH = [path.join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(path.delimiter)
  const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}
  return spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...color, ...env, PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: isWindows,
    detached: !isWindows,
  })
}

/** Ends the command after `patienceMs` in which `progress` did not change; resolves with a function that stops watching. */
function watch(child, { patienceMs, progress, tickMs }, onHang) {
  const isHanging = createWatchdog(Math.ceil(patienceMs / tickMs), progress)
  const timer = setInterval(() => {
    if (!isHanging()) return
    clearInterval(timer)
    onHang()
    signal(child, 'SIGTERM')
    setTimeout(() => signal(child, 'SIGKILL'), GRACE_MS).unref()
  }, tickMs)
  return () => clearInterval(timer)
}

/**
 * Runs a command of node_modules/.bin; its output goes to `show`, chunk by chunk. `progress`: what counts as progress,
 * by default its output. Resolves with its exit status, and whether it was ended because it hung.
 */
export function run(command, { env, show, patienceMs, progress, tickMs = TICK_MS }) {
  const child = start(command, env)
  let chunks = 0
  let hung = false
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      chunks++
      show(chunk)
    })
  running.add(child)
  const watching = { patienceMs, progress: progress ?? (() => chunks), tickMs }
  const stop = watch(child, watching, () => (hung = true))
  return new Promise((resolve) => {
    const end = (status) => {
      stop()
      if (hung) signal(child, 'SIGKILL')
      running.delete(child)
      resolve({ status: hung ? 1 : (status ?? 1), hung })
    }
    child.once('error', (error) => {
      show(`${error.message}\n`)
      end(1)
    })
    child.once('close', end)
    // What it left behind may hold the pipes open for ever.
    child.once('exit', (status) => setTimeout(() => end(status), LAST_WORDS_MS).unref())
  })
}
