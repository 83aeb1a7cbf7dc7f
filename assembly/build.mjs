/**
 * `npm run build:kernels`: compiles the kernels to src/ops/wasm/kernels/, where they are kept in the repository, so
 * that building and testing the lab needs no compiler. A test checks that they are what these sources give.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import asc from 'assemblyscript/asc'

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
export const OUT = path.join(ROOT, 'src', 'ops', 'wasm', 'kernels')

/**
 * The memory a module imports must be shared or unshared as it says, with no larger maximum; fused multiply-add is not
 * in every browser. `stub` is a runtime without garbage collection; nothing here allocates.
 */
const COMMON = [
  'assembly/index.ts',
  ...['--runtime', 'stub', '--use', 'abort=', '--noAssert', '-O3', '--converge'],
  ...['--enable', 'simd', '--enable', 'threads'],
  ...['--importMemory', '--initialMemory', '1'],
]
const SHARED = ['--sharedMemory', '--maximumMemory', '65536']
const RELAXED = ['--enable', 'relaxed-simd']

/** The flags of each file. */
export const VARIANTS = {
  'shared-relaxed.wasm': [...SHARED, ...RELAXED],
  'shared.wasm': SHARED,
  'unshared-relaxed.wasm': RELAXED,
  'unshared.wasm': [],
}

/** @returns {Promise<Uint8Array>} the module's bytes */
export async function compileKernels(flags) {
  let bytes
  const { error, stderr } = await asc.main(
    [...COMMON, ...flags, '--baseDir', ROOT, '--outFile', 'kernels.wasm'],
    {
      writeFile: (_, contents) => void (bytes = contents),
    },
  )
  if (error) throw new Error(`${error.message}\n${stderr}`)
  return bytes
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync(OUT, { recursive: true })
  for (const [file, flags] of Object.entries(VARIANTS)) {
    const bytes = await compileKernels(flags)
    writeFileSync(path.join(OUT, file), bytes)
    console.log(`${file}: ${bytes.length} bytes`)
  }
}
