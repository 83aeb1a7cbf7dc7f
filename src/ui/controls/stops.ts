/**
 * The values a slider offers, evenly spaced on its track whatever their distances: small ones close, large ones far.
 * A field beside the slider takes any legal value.
 */
const decade = (power: number, digits: readonly number[]) =>
  digits.map((digit) => Number(`${digit}e${power}`))

export const LR_STOPS: readonly number[] = [
  ...[-5, -4, -3, -2].flatMap((power) => decade(power, [1, 1.5, 2, 3, 5, 7])),
  0.1,
]
export const BETA_STOPS: readonly number[] = [
  0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 4, 5, 7, 10, 20,
]
export const SIGMA_STOPS: readonly number[] = [
  0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5,
]
export const TEMPERATURE_STOPS: readonly number[] = [
  0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 0.85, 1, 1.3, 1.5, 2, 3, 5, 7, 10,
]
/** Rates per step: the usual ones are 1e-5 and 1e-4, for hundreds of thousands of steps. */
export const ANNEAL_STOPS: readonly number[] = [
  0,
  ...[-5, -4, -3].flatMap((power) => decade(power, [1, 2, 3, 5])),
  0.01,
]
/** Even in the logarithm of the variance, which goes with the square. */
export const DIAL_STOPS: readonly number[] = [
  0, 0.001, 0.003, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.4, 2,
]
export const SAMPLES_STOPS: readonly number[] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64]
/** Per cent of the training time; 0 = off. */
export const PROBE_STOPS: readonly number[] = [0, 1, 2, 4, 8, 12, 20, 30, 40, 50]
export const LATENT_STOPS: readonly number[] = [
  1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 50, 64, 100, 200,
]

/** Index of the stop nearest to the value. */
export function nearestStop(stops: readonly number[], value: number): number {
  let best = 0
  stops.forEach((stop, i) => {
    if (Math.abs(stop - value) < Math.abs((stops[best] as number) - value)) best = i
  })
  return best
}

/** The next stop above (1) or below (-1) the value; the value itself where there is none. */
export function nextStop(stops: readonly number[], value: number, direction: 1 | -1): number {
  const candidates =
    direction > 0 ? stops.filter((stop) => stop > value) : stops.filter((stop) => stop < value)
  return candidates.at(direction > 0 ? 0 : -1) ?? value
}
