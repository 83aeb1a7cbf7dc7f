/** What the rest of the lab uses of data/. */
export type { Dataset, Split } from './dataset.ts'
export { loadDataset } from './load.ts'
