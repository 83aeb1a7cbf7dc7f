/** What the page says of the latent space, in English. */
import type { Params, Told } from '../en.ts'

export const latentText = {
  latent: 'Latent space',
}

/** Faults and notices, by code. */
export const latentFaults: Readonly<Record<string, (params: Params) => Told>> = {}

/** Told to screen readers when they happen. */
export const latentAnnouncements: Readonly<Record<string, (params: Params) => string>> = {}
