/** Objectives in plain numbers, for the log weights of one image's draws [L]. No TF.js. */

export interface PlainObjective {
  /** In nats. */
  bound(logWeights: readonly number[]): number
  /** d bound / d log w of each draw [L]. */
  rowWeights(logWeights: readonly number[]): number[]
}
