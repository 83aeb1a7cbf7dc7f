/** Every legal value of a setting, and of all of them together, for property tests. NOT part of the page. */
import fc from 'fast-check'
import { SETTING_KEYS, SETTINGS, type Settings, type SettingSpec } from '../../src/protocol/settings.ts'

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

/** Each setting at a legal value; not all of them go together. */
export const eachLegal = fc.record(
  Object.fromEntries(SETTING_KEYS.map((key) => [key, legalValue(SETTINGS[key])])),
) as unknown as fc.Arbitrary<Settings>
