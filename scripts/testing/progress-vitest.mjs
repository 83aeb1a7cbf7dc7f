/** A reporter of vitest that notes the beginning and the end of each file; tests note themselves (tests/support/progress*.ts). */
import { begun, ended } from './progress.mjs'

export default class Progress {
  onTestModuleQueued(file) {
    begun(file.relativeModuleId)
  }
  onTestModuleEnd(file) {
    ended(file.relativeModuleId)
  }
}
