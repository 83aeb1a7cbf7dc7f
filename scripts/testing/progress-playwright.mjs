/** A reporter of Playwright that notes the beginning and the end of each test. */
import { begun, ended } from './progress.mjs'

const nameOf = (test) => test.titlePath().filter(Boolean).join(' > ')

export default class Progress {
  printsToStdio() {
    return false
  }
  onTestBegin(test) {
    begun(nameOf(test))
  }
  onTestEnd(test) {
    ended(nameOf(test))
  }
}
