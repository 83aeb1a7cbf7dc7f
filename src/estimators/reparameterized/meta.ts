/** What the reparameterized estimator says about itself; loads without TF.js. */
export const reparameterizedMeta = { id: 'reparameterized', maxSamples: 64 } as const
