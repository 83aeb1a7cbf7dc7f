/** A run saved by an earlier version opens: its settings and marks are read under their present names. */
import { expect, test } from 'vitest'
import { smallFile } from '../../../tests/support/saved-run.ts'
import { FORMER_NAMES } from '../../protocol/settings.ts'
import { readSavedRun } from './saved-run.ts'

const saved = smallFile()

test.each(Object.entries(FORMER_NAMES))('%s', (former, present) => {
  const { [present]: value, ...rest } = saved.settings
  const step = saved.snapshot.step
  const settings = { ...rest, [former]: value }
  const history = { ...saved.history, settings, marks: [{ step, kind: former, value }] }
  const read = readSavedRun({ ...saved, settings, history }, 'old')
  expect(read.settings).toEqual(saved.settings)
  expect(read.history.settings).toEqual(saved.settings)
  expect(read.history.marks).toEqual([{ step, kind: present, value }])
})

test('a mark of a kind that every object knows is kept by its word', () => {
  const step = saved.snapshot.step
  const history = { ...saved.history, marks: [{ step, kind: 'constructor', value: 1 }] }
  const read = readSavedRun({ ...saved, history }, 'odd')
  expect(read.history.marks).toEqual([{ step, kind: 'constructor', value: 1 }])
})
