/** Finds Python on this machine. */
import { spawnSync } from 'node:child_process'
import process from 'node:process'

/** What an environment variable names, or else those that may be here: the distribution's may stand behind another one in the path. */
function candidates(variables) {
  const named = variables.map((variable) => process.env[variable]).find(Boolean)
  return named ? [named] : ['python3', '/usr/bin/python3']
}

const answers = (python, args) => spawnSync(python, args, { stdio: 'ignore' }).status === 0

/**
 * The first that has these modules, as "torch, numpy"; null if none has.
 * @param {string} modules
 * @param {readonly string[]} variables the first that is set names the only candidate
 * @returns {string | null}
 */
export const pythonWith = (modules, variables = ['PYTHON']) =>
  candidates(variables).find((python) => answers(python, ['-c', `import ${modules}`])) ?? null

/** Any; null if there is none. @returns {string | null} */
export const anyPython = () => candidates(['PYTHON']).find((python) => answers(python, ['--version'])) ?? null
