/** What someone who mends the lab has to know of a failure, as plain text. In English: it is not for the page. */
import { configJson, configOf } from '../../store/export.ts'
import type { LabState } from '../../store/state.ts'

export interface Failed {
  /** The part of the page, by its name there. */
  readonly part: string
  readonly error: unknown
  /** The components that it happened in, innermost first. */
  readonly components?: string | null
}

const described = (error: unknown): string => {
  if (!(error instanceof Error)) return `Thrown: ${String(error)}`
  const { stack = '' } = error
  // Only some browsers begin the stack with the error itself.
  return stack.includes(error.message) ? stack : `${error.name}: ${error.message}\n${stack}`
}

function surroundings(): readonly string[] {
  const { userAgent, language, languages, hardwareConcurrency, onLine } = navigator
  return [
    `Browser: ${userAgent}`,
    `Languages: ${language}; ${languages?.join(', ')}`,
    `Window: ${innerWidth} x ${innerHeight}, ${devicePixelRatio} pixels a pixel`,
    `Cores: ${hardwareConcurrency}, isolated: ${crossOriginIsolated}, online: ${onLine}`,
  ]
}

/** `now`: the time of the report. */
export function reportOf({ part, error, components }: Failed, version: string, state: LabState, now: Date) {
  return [
    `ELBO Lab ${version}: "${part}" failed, ${now.toISOString()}`,
    described(error).trimEnd(),
    ...(components ? [`Components:${components.trimEnd()}`] : []),
    ...surroundings(),
    `Phase: ${state.phase}`,
    configJson(configOf(state, version)),
  ].join('\n')
}
