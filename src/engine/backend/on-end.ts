import type { CodedError } from '../../protocol/errors.ts'

/** The device is lost, or what it computes is not to be trusted any more; why. */
export type OnEnd = (fault: CodedError) => void
