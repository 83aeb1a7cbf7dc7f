/**
 * Which unit tests need modules of their own: those that replace or reset some (`vi.mock`, `vi.doMock`, `vi.resetModules`).
 * All others share the modules of the process that runs them, as importing those costs more than most tests.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const REPLACES_MODULES = /\bvi\.(mock|doMock|resetModules)\(/

const isTest = (name) => /\.test\.tsx?$/.test(name)

const testsBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isTest(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))

/** Below the folders of `root`, as paths from there. */
export const withOwnModules = (root, folders) =>
  folders
    .flatMap((folder) => testsBelow(path.join(root, folder)))
    .filter((file) => REPLACES_MODULES.test(readFileSync(file, 'utf8')))
    .map((file) => path.relative(root, file).replaceAll(path.sep, '/'))
