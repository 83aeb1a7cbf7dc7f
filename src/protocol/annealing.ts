/**
 * The temperature of a step. A pure function of the settings and the step, so that a run that is resumed, or a lane that was
 * forked, has the same temperatures.
 */
import { inForce, type LiveSettings } from './settings.ts'

type Schedule = Pick<LiveSettings, 'temperature' | 'anneal' | 'coldest'>

/**
 * Jang et al., 2017, arXiv 1611.01144, section 4: tau_t = max(tau_min, tau_0 exp(-r t)), t the steps taken. It never rises above
 * tau_0, and without annealing it is tau_0 to the last digit.
 */
export const temperatureAt = ({ temperature, anneal, coldest }: Schedule, step: number): number =>
  anneal === 0
    ? temperature
    : Math.max(Math.min(temperature, coldest), temperature * Math.exp(-anneal * step))

/** The settings that the step after `step` steps uses, with its temperature. */
export const inForceAt = <T extends LiveSettings>(live: T, step: number): T => ({
  ...inForce(live),
  temperature: temperatureAt(live, step),
})
