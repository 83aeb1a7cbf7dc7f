/**
 * The chains' file as ArviZ reads it: groups, dimensions and attributes, and its own diagnostics of the draws beside ours.
 * ARVIZ_PYTHON: an interpreter that has ArviZ, PYTHON or one that is here (scripts/python.mjs) if it is not set.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { chainNoise, runChains } from '../src/math/posterior/chains.ts'
import { diagnosticsOf } from '../src/math/posterior/diagnostics.ts'
import { KERNELS } from '../src/math/posterior/kernels.ts'
import { diagonalOf } from '../src/math/posterior/matrix.ts'
import { gaussianTarget, TILTED } from '../src/math/testing/gaussian-target.ts'
import type { ChainsWay } from '../src/protocol/ways.ts'
import { pythonWith } from '../scripts/python.mjs'
import { chainsJson } from '../src/ui/latent/posterior/ways/arviz.ts'

const arviz = pythonWith('arviz', ['ARVIZ_PYTHON', 'PYTHON'])
if (!arviz) console.log("The chains' file is not read by ArviZ: no python3 has it (ARVIZ_PYTHON)")

const folder = mkdtempSync(path.join(tmpdir(), 'elbo-lab-'))
afterAll(() => rmSync(folder, { recursive: true }))

const [CHAINS, WARMUP, DRAWS] = [4, 60, 250]

/** Chains of a Gaussian, in the types of the engine's report. */
async function chainsOfGaussian(): Promise<ChainsWay> {
  const key = { seed: 2, stream: 641 }
  const found = await runChains({
    target: gaussianTarget(TILTED),
    kernel: KERNELS.hamiltonian,
    start: Float64Array.of(0, 0, 2, -2, 0.5, -0.5, 1, 1),
    scale: diagonalOf([0.3, 0.3]),
    warmup: WARMUP,
    draws: DRAWS,
    noise: chainNoise(WARMUP + DRAWS, CHAINS, 2, {
      normals: { ...key, step: 0 },
      uniforms: { ...key, step: 1 },
    }),
  })
  const z = Float32Array.from(found.z)
  const along = (axis: number) =>
    diagnosticsOf(
      Float64Array.from(z).filter((_, i) => i % 2 === axis),
      CHAINS,
    )
  return {
    ...{ sampler: 'hamiltonian', chains: CHAINS, draws: DRAWS, stepSize: found.stepSize, decodes: 0 },
    ...{ z, warmup: Float32Array.from(found.warmup), lp: Float32Array.from(found.lp) },
    acceptance: Float32Array.from(found.acceptance),
    steps: Uint16Array.from({ length: DRAWS }, () => 3),
    diagnostics: [along(0), along(1)],
    meanErrors: 0,
    distance: { kl: 0, ofIndependent: 0, pieces: 0, missed: 0 },
  }
}

const READ = `
import json, sys
import arviz as az
data = az.from_json(sys.argv[1])
again = az.from_dict(**json.load(open(sys.argv[1])), save_warmup=True)
summary = az.summary(data, round_to="none")
print(json.dumps({
    "groups": [data.groups(), again.groups()],
    "sizes": {group: dict(data[group].sizes) for group in data.groups()},
    "stats": list(data.sample_stats.data_vars),
    "attrs": {name: str(data.attrs.get(name)) for name in ["inference_library", "sampler", "training_step"]},
    "summary": {name: dict(summary.loc[name]) for name in summary.index},
}))`

test.skipIf(!arviz)('ArviZ reads every group, and its diagnostics are ours', async () => {
  const way = await chainsOfGaussian()
  const file = path.join(folder, 'chains-hamiltonian.json')
  writeFileSync(file, chainsJson(way, { step: 1200 }))
  const { status, stdout, stderr } = spawnSync(arviz!, ['-W', 'ignore', '-c', READ, file], {
    encoding: 'utf8',
  })
  expect(status, stderr).toBe(0)
  const read = JSON.parse(stdout)
  const groups = ['posterior', 'sample_stats', 'warmup_posterior']
  for (const own of read.groups) expect(own.toSorted()).toEqual(groups)
  expect(read.sizes).toEqual({
    posterior: { chain: CHAINS, draw: DRAWS },
    sample_stats: { chain: CHAINS, draw: DRAWS },
    warmup_posterior: { chain: CHAINS, draw: WARMUP },
  })
  expect(read.stats).toEqual(['lp', 'acceptance_rate', 'n_steps', 'step_size'])
  expect(read.attrs).toEqual({ inference_library: 'ELBO Lab', sampler: 'hamiltonian', training_step: '1200' })
  way.diagnostics.forEach((own, axis) => {
    for (const [name, value] of Object.entries(own))
      // The file has seven digits.
      expect(read.summary[`z${axis + 1}`][name] / value, name).toBeCloseTo(1, 4)
  })
})
