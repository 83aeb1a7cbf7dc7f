/** All choices of one of `classes` for each of several places, in the order of counting: the last place changes first. */
export const allChoices = (places: number, classes: number): number[][] =>
  Array.from({ length: classes ** places }, (_, s) =>
    Array.from({ length: places }, (__, j) => Math.floor(s / classes ** (places - 1 - j)) % classes),
  )
