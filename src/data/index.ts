/** What the rest of the lab uses of data/. */
export {
  IMAGE_PIXELS,
  IMAGE_SIDE,
  type DataOrigin,
  type Dataset,
  type DatasetName,
  type DataTask,
  type OnProgress,
  type Split,
} from './dataset.ts'
export { DataError, type DataErrorCode, type DataNotice, type DataNoticeCode } from './errors.ts'
export { datasetFromFiles } from './files.ts'
export { loadDataset, type LoadOptions, type LoadRequest } from './load.ts'
