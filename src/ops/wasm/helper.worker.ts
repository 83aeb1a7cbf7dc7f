/** A helper thread: processes chunks of the kernels' work in shared memory until it is terminated. */
import { instantiate, type HelperStart } from './module.ts'

self.onmessage = ({ data }: MessageEvent<HelperStart>) => {
  const kernels = instantiate(data.module, data.memory)
  kernels.place(data.control, data.own, data.common)
  self.postMessage('ready')
  kernels.serve()
}
