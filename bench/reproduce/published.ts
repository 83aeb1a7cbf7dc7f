/** Published figures, with their sources. Loss is -ELBO in nats per image, one draw of z. */

/**
 * The PyTorch example `vae`: 784-400-20-400-784, ReLU, Adam 1e-3, batch 128, grey targets, Bernoulli likelihood; its
 * test loss after each epoch (pytorch/examples, vae). Epochs without a figure are left out.
 */
export const PYTORCH_EXAMPLE_TEST_LOSS: ReadonlyMap<number, number> = new Map([
  [2, 115.8],
  [3, 112.2],
  [4, 109.6],
  [5, 108.5],
  [6, 107.7],
  [7, 106.66],
  [10, 105.59],
])

/** What ours may differ by at epoch 10. */
export const TOLERANCE = 0.8
