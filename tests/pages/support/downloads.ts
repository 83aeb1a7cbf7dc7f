/** What the page gives to the person, as bytes. */
import { readFile } from 'node:fs/promises'
import { csvCells } from '../../support/csv-cells.ts'
import { expect, type Lab } from './lab.ts'

export async function downloaded(
  lab: Lab,
  press: () => Promise<void>,
): Promise<{ name: string; bytes: Buffer }> {
  const download = lab.page.waitForEvent('download')
  await press()
  const file = await download
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

/** An item of the Export menu; its file has its name unless another is given. */
export async function exported(lab: Lab, item: string, file = item): Promise<Buffer> {
  await lab.button('Export').click()
  const { name, bytes } = await downloaded(lab, () => lab.page.getByRole('menuitem', { name: item }).click())
  expect(name).toBe(file)
  return bytes
}

const metricsCells = async (lab: Lab): Promise<string[][]> =>
  csvCells((await exported(lab, 'metrics.csv')).toString('utf8'))

/** The lines of metrics.csv, cell by cell, by the names of the columns. */
export async function metrics(lab: Lab): Promise<readonly Readonly<Record<string, string>>[]> {
  const [names = [], ...lines] = await metricsCells(lab)
  return lines.map((cells) => Object.fromEntries(cells.map((cell, i) => [names[i] ?? '', cell])))
}

/** What metrics.csv says of training, seconds apart: (step, recon, KL, test recon, test KL) of each line. */
export async function curves(lab: Lab): Promise<string[]> {
  const [, ...rows] = await metricsCells(lab)
  return rows.map((cells) => [0, 7, 8, 10, 11].map((column) => cells[column]).join())
}
