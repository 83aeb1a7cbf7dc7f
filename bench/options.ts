/** Reads the options of the commands in this folder. */
import process from 'node:process'

/** Says what is wrong, and what is right; the commands end with it. */
export class WrongOption extends Error {}

export function positive(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0 && Number.isFinite(value)))
    throw new WrongOption(`--${name} is "${text}"; it must be a number above 0.`)
  return value
}

export function count(name: string, text: string): number {
  const value = Number(text)
  if (!(Number.isSafeInteger(value) && value > 0))
    throw new WrongOption(`--${name} is "${text}"; it must be a whole number above 0.`)
  return value
}

export const listed = (text: string): string[] => text.split(',').filter(Boolean)

export const counts = (name: string, text: string): number[] => listed(text).map((one) => count(name, one))

/** `what`: what they are names of. */
export function known<T extends string>(what: string, names: readonly string[], all: readonly T[]): T[] {
  const unknown = names.filter((name) => !all.includes(name as T))
  if (unknown.length > 0)
    throw new WrongOption(`No ${what} is called ${unknown.join(', ')}: ${all.join(', ')}.`)
  return names as T[]
}

/** Ends the command in one line where an option is wrong. */
export function orEnd<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof WrongOption)) throw error
    console.error(error.message)
    process.exit(2)
  }
}
