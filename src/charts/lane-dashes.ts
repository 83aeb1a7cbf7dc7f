/** The lines of the lanes, the first one first: told apart without colour. */
export const LANE_DASHES: readonly (readonly number[] | undefined)[] = [
  undefined,
  [7, 4],
  [2, 3],
  [9, 3, 2, 3],
]
