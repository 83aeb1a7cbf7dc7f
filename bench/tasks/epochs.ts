/** Ten epochs of MNIST in the lab's own page: how long they take, and whether they end where they should. */
import { machine } from '../browser.ts'
import { openLabPages } from '../reproduce/lab-page.ts'
import {
  EPOCHS,
  reportPyTorchExample,
  trainPyTorchExample,
  type PyTorchExample,
} from '../reproduce/pytorch-example.ts'
import { besideWanted } from '../table.ts'

const WANTED_SECONDS = 30

export interface Epochs extends PyTorchExample {
  readonly machine: string
  readonly browser: string
}

export async function measureEpochs({ backend }: { readonly backend: string }): Promise<Epochs> {
  const lab = await openLabPages()
  try {
    const trained = await trainPyTorchExample(lab, { seed: 1, backend })
    return { ...trained, machine: machine(), browser: lab.browser }
  } finally {
    await lab.close()
  }
}

export function reportEpochs({ machine, browser, ...trained }: Epochs): string {
  const seconds = besideWanted(`${trained.seconds.toFixed(1)} s`, `under ${WANTED_SECONDS} s`)
  const summary = `${EPOCHS} epochs: ${seconds} of training. ${machine}; ${browser}.`
  return `${reportPyTorchExample(trained)}\n\n${summary}`
}
