/** Objectives in plain numbers, for the log weights of one image's draws [n], L estimates with K draws each. No TF.js. */

export interface PlainObjective {
  /** Draws that it takes together, K. */
  readonly draws: number
  /** In nats, the mean over the estimates. */
  bound(logWeights: readonly number[]): number
  /** d bound / d log w of each draw [n]. */
  rowWeights(logWeights: readonly number[]): number[]
}
