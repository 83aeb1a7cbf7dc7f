/** Where a step on webgpu goes, as a table to read. */
import { table } from '../table.ts'
import type { GpuKernel, GpuProfile } from './gpu-profile.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const total = (kernels: readonly GpuKernel[], of: 'workgroups' | 'bytes'): number =>
  sum(kernels.map((kernel) => kernel.calls * kernel[of]))

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(2)
const time = (microseconds: number | null): string => microseconds?.toFixed(1) ?? 'no clock'

function share({ microseconds }: GpuKernel, all: number): string {
  return microseconds === null ? '' : `${((100 * microseconds) / all).toFixed(1)} %`
}

const CALLS = {
  submits: 'submissions',
  readbacks: 'readbacks',
  bindGroups: 'bind groups made',
  buffers: 'buffers made',
  writes: 'writes to buffers',
} as const

export function reportGpuProfile(profile: GpuProfile): string {
  const { kernels, calls, microseconds, device } = profile
  const onDevice = sum(kernels.map(({ microseconds }) => microseconds ?? 0))
  const rows = kernels.map((kernel) => [
    kernel.name,
    kernel.calls.toFixed(0),
    (kernel.calls * kernel.workgroups).toFixed(0),
    megabytes(kernel.calls * kernel.bytes),
    time(kernel.microseconds),
    share(kernel, onDevice),
  ])
  const all = [
    'all of them',
    sum(kernels.map(({ calls }) => calls)).toFixed(0),
    total(kernels, 'workgroups').toFixed(0),
    megabytes(total(kernels, 'bytes')),
    kernels.some((kernel) => kernel.microseconds === null) ? 'no clock' : time(onDevice),
    '',
  ]
  const counted = Object.entries(CALLS).map(
    ([kind, words]) => `${calls[kind as keyof typeof CALLS].toFixed(2)} ${words}`,
  )
  return [
    `784-400-20-400-784, batch 128, Adam, reparameterized, L = 1. ${profile.machine}; ${profile.browser}; ${device}; ${profile.source}.`,
    'Kernels of a step, in the order of the calls; microseconds by the clock of the device, each kernel in a pass of its own:',
    table(['kernel', 'dispatches', 'workgroups', 'MB bound', 'microseconds', 'share'], [...rows, all]),
    `A step as it is taken, nothing timed: ${microseconds.toFixed(0)} microseconds, ${calls.dispatches.toFixed(1)} dispatches; ${counted.join(', ')}.`,
  ].join('\n\n')
}
