/**
 * Where a call's chunks are large, those in its middle are handed out in pieces of their rows. Threads claim from both
 * ends, so the middle comes last, and whoever is done first waits for a piece instead of a chunk.
 */

const DIVIDED: i32 = 2
const PIECES: i32 = 4
const MORE: i32 = DIVIDED * (PIECES - 1)
/** Of fewer chunks none is divided. */
const FEWEST: i32 = 4

/** How many chunks there are, pieces and all. */
export function withPieces(whole: i32): i32 {
  return whole < FEWEST ? whole : whole + MORE
}

/** Which piece this is of all there are, from 0; below 0 or beyond the last: none. */
@inline
function pieceOf(chunk: i32, chunks: i32): i32 {
  return chunks < FEWEST ? -1 : chunk - (chunks - MORE - DIVIDED) / 2
}

@inline
function isPiece(piece: i32): bool {
  return piece >= 0 && piece < DIVIDED * PIECES
}

/** Which of the undivided chunks this is, or is of. */
export function wholeOf(chunk: i32, chunks: i32): i32 {
  const piece = pieceOf(chunk, chunks)
  if (piece < 0) return chunk
  return isPiece(piece) ? chunk - piece + piece / PIECES : chunk - MORE
}

/** Of `length` rows the first that belongs to this chunk. */
export function startOf(chunk: i32, chunks: i32, length: i32): i32 {
  const piece = pieceOf(chunk, chunks)
  return isPiece(piece) ? (length * (piece % PIECES)) / PIECES : 0
}

/** And the one behind its last; with few rows that may be its first. */
export function endOf(chunk: i32, chunks: i32, length: i32): i32 {
  const piece = pieceOf(chunk, chunks)
  return isPiece(piece) ? (length * ((piece % PIECES) + 1)) / PIECES : length
}
