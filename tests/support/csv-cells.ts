/** The cells of a CSV file without quotes, line by line, the names of the columns first. */
export const csvCells = (text: string): string[][] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
