/** Knowledge of this machine's backends, from earlier visits and since the page was opened. */
import type { BackendInfo, KnownBackends } from '../protocol/engine.ts'
import { isDeviceFault, type Notice } from '../protocol/errors.ts'
import type { BackendName, Settings } from '../protocol/settings.ts'
import { createLosses } from './losses.ts'
import { thisMachine } from './machine.ts'

export interface Knowledge {
  known(settings: Settings): KnownBackends
  /** Whether the backends are due for another comparison. */
  isStale(settings: Settings): boolean
  learn(settings: Settings, info: BackendInfo): void
  /** Call when a model has opened on a newly chosen backend. */
  opened(settings: Settings, info: BackendInfo): void
  /** Call with the reason when a worker has ended. */
  ended(fault: Notice): void
}

export function createKnowledge(): Knowledge {
  const machine = thisMachine()
  const losses = createLosses(() => performance.now())

  function learn(settings: Settings, info: BackendInfo): void {
    const isFoundOut = !info.isRemembered && !info.isAssumed && !info.isMakeshift
    if (settings.backend === 'auto' && isFoundOut) machine.remember(settings, info)
  }

  return {
    isStale: machine.isStale,
    learn,
    known(settings) {
      const { remembered, avoided } = machine.known(settings)
      const isLost = remembered !== null && losses.avoided.includes(remembered.name)
      return {
        remembered: isLost ? null : remembered,
        avoided: [...new Set([...avoided, ...losses.avoided])],
      }
    },
    opened(settings, info) {
      losses.restored(info.name)
      learn(settings, info)
    },
    ended({ code, params }) {
      const name = params.backend as BackendName
      if (!isDeviceFault({ code })) return
      losses.add(name)
      if (losses.avoided.includes(name)) machine.giveUp(name)
    },
  }
}
