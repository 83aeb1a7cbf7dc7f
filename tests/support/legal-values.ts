/** Every legal value of a setting, for property tests. NOT part of the page. */
import fc from 'fast-check'
import type { SettingSpec } from '../../src/protocol/settings.ts'

export function legalValue(spec: SettingSpec): fc.Arbitrary<unknown> {
  switch (spec.kind) {
    case 'choice':
      return fc.constantFrom(...spec.choices)
    case 'integer':
      return fc.integer({ min: spec.min, max: spec.max })
    case 'real':
      return fc.double({ min: spec.min, max: spec.max, noNaN: true }).map((value) => value + 0) // no -0
    case 'widths':
      return fc.array(fc.integer({ min: 1, max: spec.maxWidth }), { minLength: 1, maxLength: spec.maxLayers })
    case 'flag':
      return fc.boolean()
  }
}
