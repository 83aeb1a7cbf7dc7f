/** Which classes use which codes: of the images whose most probable code a state is, how many are of each class. Numbers only. */
import type { Codebook, TestImages } from '../../protocol/latent.ts'
import { classesIn } from './classes.ts'

export interface LabelsOfCodes {
  /** Whether the images have labels; if not, all are of one class. */
  readonly isLabelled: boolean
  /** The classes that there are, in order. */
  readonly present: readonly number[]
  /** By state, then by label. */
  readonly counts: readonly Readonly<Record<number, number>>[]
}

/** Null until all images are there. */
export function labelsOfCodes(
  { codes, mass }: Pick<Codebook, 'codes' | 'mass'>,
  { indices, labels }: Pick<TestImages, 'indices' | 'labels'>,
): LabelsOfCodes | null {
  if (indices.length < codes.length) return null
  const own = Uint8Array.from(codes, (_, image) => labels?.[indices[image]!] ?? 0)
  const counts = Array.from(mass, (): Record<number, number> => ({}))
  own.forEach((label, image) => {
    const of = counts[codes[image]!]!
    of[label] = (of[label] ?? 0) + 1
  })
  return { isLabelled: labels !== null, present: classesIn(own), counts }
}

/** The share of images that have the most frequent class of their code; null without images. */
export function purityOf({ counts }: Pick<LabelsOfCodes, 'counts'>): number | null {
  const all = counts.map((of) => Object.values(of))
  const images = all.flat().reduce((sum, count) => sum + count, 0)
  const right = all.reduce((sum, of) => sum + Math.max(0, ...of), 0)
  return images > 0 ? right / images : null
}

/** A square of a cell, of side 1 at most, and its parts by class from left to right. */
export interface CellSquare {
  readonly side: number
  readonly parts: readonly { readonly label: number; readonly from: number; readonly to: number }[]
}

/** By state; the area is the number of images, and 1 for the state with the most. */
export function cellSquares({ present, counts }: LabelsOfCodes): readonly CellSquare[] {
  const totals = counts.map((of) => Object.values(of).reduce((sum, count) => sum + count, 0))
  const most = Math.max(1, ...totals)
  return counts.map((of, state) => {
    const total = totals[state]!
    let to = 0
    const parts = present.flatMap((label) => {
      const share = (of[label] ?? 0) / (total || 1)
      const from = to
      to += share
      return share > 0 ? [{ label, from, to }] : []
    })
    return { side: Math.sqrt(total / most), parts }
  })
}
