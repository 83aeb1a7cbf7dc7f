/** What the narrator is told, and what it may say. Plain values. */
import type { SettingKey, Settings } from '../protocol/settings.ts'
import type { RecordedRun } from '../store/history.ts'

export interface Story {
  readonly run: RecordedRun
  /** As they are now. */
  readonly settings: Settings
  /** Lanes beside the first, each with its settings. */
  readonly lanes: readonly { readonly lane: number; readonly settings: Settings }[]
}

/** Settings to change, in this order: each goes with those before it. */
export type SettingChange = readonly (readonly [SettingKey, Settings[SettingKey]])[]

/** The next thing to try: by which words, and what it sets. */
export interface Suggestion {
  readonly text:
    | { readonly key: 'nextSwitch'; readonly estimator: string }
    | { readonly key: 'nextBaseline' | 'nextRate' | 'nextBeta' }
    | { readonly key: 'nextSamples'; readonly samples: number }
  readonly change: SettingChange
  /** Of this lane beside the first; else of the run. */
  readonly lane?: number
}

export type Course = 'rose' | 'fell' | 'same'

/** A quantity's way from one mean over rows to another. Nats per image. */
export interface Way {
  readonly from: number
  readonly to: number
  readonly course: Course
  /** From the end of the one to the end of the other. */
  readonly steps: number
}

/** What was measured, by the name of its sentence (the catalogs' `narration`). */
export type Telling =
  | { readonly rule: 'diverged'; readonly step: number; readonly back: number }
  | { readonly rule: 'duel' }
  | { readonly rule: 'started'; readonly rows: number; readonly needed: number }
  | {
      readonly rule: 'settling'
      readonly kind: string
      readonly value: string | number
      readonly needed: number
    }
  | {
      readonly rule: 'switched'
      readonly estimator: string
      /** Variance of this one over that of the one before, at the weights of one step; null before it was measured. */
      readonly ratio: { readonly value: number; readonly step: number } | null
      readonly elbo: Way
      readonly kl: Way
    }
  | { readonly rule: 'changed'; readonly kind: string; readonly value: string | number; readonly elbo: Way }
  | { readonly rule: 'collapsed'; readonly kl: number }
  | { readonly rule: 'autoencoder'; readonly recon: Way }
  | {
      readonly rule: 'noise'
      readonly of: string
      readonly to: string
      readonly ratio: number
      readonly step: number
    }
  | { readonly rule: 'forming'; readonly isDigits: boolean; readonly elbo: Way; readonly kl: number }
  | { readonly rule: 'course'; readonly elbo: Way; readonly step: number }

export interface Narration {
  readonly telling: Telling
  /** The step of the newest measurement in it. */
  readonly step: number
  readonly next: Suggestion | null
}

/** A rule says something, or nothing if it was not measured. */
export interface NarratorRule {
  readonly id: Telling['rule']
  tell(story: Story): Narration | null
}
