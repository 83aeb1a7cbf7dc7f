import type { CodedError } from '../../protocol/errors.ts'

/** Called with the reason when the device is lost or its results can no longer be trusted. */
export type OnEnd = (fault: CodedError) => void
