/** Recognizes graphics devices that are software renderers on the CPU. */

/** Names by which software renderers identify themselves. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i

export const isSoftware = (name: string): boolean => SOFTWARE.test(name)

/** Browsers before 2024 have WebGPU and do not tell what it runs on. */
type Told = Partial<GPUAdapterInfo> | undefined

export const nameOfAdapter = ({
  vendor,
  architecture,
  device,
  description,
}: NonNullable<Told> = {}): string => description || [vendor, architecture, device].filter(Boolean).join(' ')

export const isSoftwareAdapter = (info: Told): boolean =>
  info?.isFallbackAdapter || isSoftware(`${nameOfAdapter(info)} ${info?.architecture}`)
