/** Recognizes graphics devices that are software renderers on the CPU. */

/** Names by which software renderers identify themselves. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i

export const isSoftware = (name: string): boolean => SOFTWARE.test(name)

export const nameOfAdapter = ({ vendor, architecture, device, description }: GPUAdapterInfo): string =>
  description || [vendor, architecture, device].filter(Boolean).join(' ')

export const isSoftwareAdapter = (info: GPUAdapterInfo): boolean =>
  info.isFallbackAdapter || isSoftware(`${nameOfAdapter(info)} ${info.architecture}`)
