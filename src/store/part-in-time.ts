/**
 * Parts of the program that are fetched when they are wanted. A server that takes a request and never answers is told of like
 * one that is gone.
 */
import { CodedError } from '../protocol/errors.ts'
import { withDeadline } from '../waiting/deadline.ts'

/** The largest part comes in less over a slow line; one that comes later is still used. */
const PART_MS = 30_000
const notLoaded = () => new CodedError('part-not-loaded')

/** `late`: receives a part that was given up. */
export const partInTime = <T>(part: Promise<T>, late?: (part: T) => void): Promise<T> =>
  withDeadline(part, PART_MS, notLoaded, { late })
