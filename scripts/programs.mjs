/** Finds programs on this machine. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

/** Where the commands would lie in the folders of PATH. */
export function onPath(commands) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)))
}

/** Some systems have a browser's command that only tells how to install one. (On Windows asking opens a window.) */
export function runs(path, args = []) {
  if (!existsSync(path)) return false
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version', ...args], { stdio: 'ignore', timeout: 120_000 }).status === 0
}

/** The program that an environment variable names, if it does; a wrong name is told. */
export function asked(variable) {
  const path = process.env[variable]
  if (!path || existsSync(path)) return path || null
  throw new Error(`${variable} is "${path}", which does not exist. Correct it, or unset it to search.`)
}
