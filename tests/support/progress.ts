/**
 * Notes each test as it begins and ends, from the process that runs it: what a reporter is told arrives too late when a
 * test never lets go of the thread.
 */
import { afterEach, beforeEach, type RunnerTestCase } from 'vitest'
import { begun, ended } from '../../scripts/testing/progress.mjs'

const nameOf = ({ file, fullTestName }: Readonly<RunnerTestCase>) => `${file.name} > ${fullTestName}`

beforeEach(({ task }) => begun(nameOf(task)))
afterEach(({ task }) => ended(nameOf(task)))
