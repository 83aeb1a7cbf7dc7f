/**
 * The log in which a stage of tests notes every test that begins and ends, as it happens: a sign of life for the
 * watchdog, and the names of the tests that were running when a stage was ended. PROGRESS_LOG names the file.
 */
import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs'
import process from 'node:process'

function note(event, name) {
  const file = process.env.PROGRESS_LOG
  if (file) appendFileSync(file, `${JSON.stringify([event, name])}\n`)
}

export const begun = (name) => note('begun', name)
export const ended = (name) => note('ended', name)

export const progressOf = (file) => (existsSync(file) ? statSync(file).size : 0)

/** The tests that began and did not end, by name; a file of tests that none of its tests tells of. */
export function unfinished(file) {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const open = new Set()
  for (const [event, name] of lines.map((line) => JSON.parse(line)))
    if (event === 'begun') open.add(name)
    else open.delete(name)
  const names = [...open]
  return names.filter((name) => !names.some((other) => other.startsWith(`${name} > `)))
}
