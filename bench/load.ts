/** Other work on the machine, for as long as something is measured beside it. */
import { spawn } from 'node:child_process'
import process from 'node:process'

/** So many processes that compute without a pause; ends them. */
export function beBusy(processes: number): () => void {
  const children = Array.from({ length: processes }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  )
  const end = () => children.forEach((child) => child.kill('SIGKILL'))
  process.once('exit', end)
  return () => {
    process.off('exit', end)
    end()
  }
}
