/** The commit that is being built, for the page to tell. */
import { execFileSync } from 'node:child_process'
import { realpathSync } from 'node:fs'

const git = (root: string, ...args: string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()

/**
 * Such as "9cd10f3", or "9cd10f3-dirty" where files differ from it; empty without git, and in a folder that only lies
 * within some other repository.
 */
export function commitOf(root: string): string {
  try {
    const top = git(root, 'rev-parse', '--show-toplevel')
    if (realpathSync(top) !== realpathSync(root)) return ''
    return git(root, 'describe', '--always', '--dirty', '--exclude', '*', '--abbrev=7')
  } catch {
    return ''
  }
}
