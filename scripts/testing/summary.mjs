/** The closing words of `npm test`: each stage with its time and counts, the slowest tests, what was skipped, what passed only at its second try, what failed. */

const SLOWEST = 10

const seconds = (value) => `${value.toFixed(1).padStart(6)} s`

export function slowestTests(outcomes, most = SLOWEST) {
  return outcomes
    .flatMap(({ name: stage, times }) => times.map((test) => ({ stage, ...test })))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, most)
}

const stageLine = ({ name, passed, failed, skipped, seconds: took, leftOut }, width) =>
  leftOut
    ? `${name.padEnd(width)}  left out: ${leftOut}`
    : `${name.padEnd(width)}  ${seconds(took)}  ${passed} passed, ${failed.length} failed, ${skipped.length} skipped`

/**
 * `outcomes`: of the stages, `{ name, seconds, passed, failed, skipped, wavered, times, leftOut? }`; the lines to print.
 * Stages that ran side by side took less than their times together.
 */
export function summary(outcomes, wholeSeconds) {
  const width = Math.max(...outcomes.map(({ name }) => name.length), 'in all'.length)
  const told = (word, names) =>
    outcomes.flatMap((outcome) => outcome[names].map((test) => `${word} ${outcome.name}: ${test}`))
  const slowest = slowestTests(outcomes)
  return [
    '== summary ==',
    ...outcomes.map((outcome) => stageLine(outcome, width)),
    `${'in all'.padEnd(width)}  ${seconds(wholeSeconds)}`,
    ...(slowest.length > 0 ? ['', 'the slowest tests'] : []),
    ...slowest.map((test) => `${seconds(test.seconds)}  ${test.stage}: ${test.name}`),
    '',
    ...told('skipped ', 'skipped'),
    ...told('WAVERED ', 'wavered'),
    ...told('FAILED  ', 'failed'),
  ]
}

export function total(outcomes) {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed.length, outcomes.length > 0 ? 0 : 1)
  return { passed, failed, line: `${passed} passed, ${failed} failed` }
}
