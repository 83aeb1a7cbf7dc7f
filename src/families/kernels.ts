/** The families' formulas as kernels, for the backends that have some. */
import type { WasmFormulas } from '../ops/wasm/formulas.ts'
import type { WebGlFormulas } from '../ops/webgl/formulas.ts'
import type { WebGpuFormulas } from '../ops/webgpu/formulas.ts'
import { bernoulliWasm } from './bernoulli/wasm.ts'
import { bernoulliWebGpu } from './bernoulli/webgpu.ts'
import { categoricalWasm } from './categorical/wasm.ts'
import { categoricalWebGpu } from './categorical/webgpu.ts'
import { gaussianWasm } from './gaussian/wasm.ts'
import { gaussianWebGl } from './gaussian/webgl.ts'
import { gaussianWebGpu } from './gaussian/webgpu.ts'

export const WASM_FORMULAS: readonly WasmFormulas[] = [gaussianWasm, bernoulliWasm, categoricalWasm]
export const WEBGPU_FORMULAS: readonly WebGpuFormulas[] = [gaussianWebGpu, bernoulliWebGpu, categoricalWebGpu]
export const WEBGL_FORMULAS: readonly WebGlFormulas[] = [gaussianWebGl]
