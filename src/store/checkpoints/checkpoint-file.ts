/**
 * Writes and reads a saved run as model.safetensors (docs/checkpoint-format.md). A file is read as a whole or
 * refused with the reason; the engine checks its tensors against its settings.
 */
import { FormatError } from '../../formats/errors.ts'
import { dataBytes, readSafetensors, writeSafetensors, type NamedTensor } from '../../formats/safetensors.ts'
import { crc32 } from '../../math/crc32.ts'
import { FIRST_LANE } from '../../protocol/lanes.ts'
import type { Snapshot } from '../../protocol/snapshot.ts'
import { readSavedRun, type SavedRun } from './saved-run.ts'

const APP = 'elbo-lab'
/** Changed when an older reader would misread the files of a newer writer. */
const FORMAT_VERSION = '1'

/** The metadata covered by the checksum, in this order, each followed by a newline; then the tensors' bytes. */
const COVERED = ['step', 'settings', 'state', 'history'] as const

type Covered = Readonly<Record<(typeof COVERED)[number], string>>

function checksum(covered: Covered, tensors: readonly NamedTensor[]): string {
  const head = new TextEncoder().encode(COVERED.map((name) => `${covered[name]}\n`).join(''))
  return crc32(dataBytes(tensors), crc32(head)).toString(16).padStart(8, '0')
}

/** A tensor of a lane beside the first. */
const OF_LANE = /^lane\.(\d+)\.(.+)$/

const PARAMETER = /^(encoder|decoder)\.(\d+)\.(weight|bias)$/
const SLOT = /^optimizer\.(\w+)\.((?:encoder|decoder)\.\d+\.(?:weight|bias))$/

/**
 * Sort key: the first lane's, then each other's; of a lane parameters from the input on, each layer's weight first;
 * tensors with a slot name follow all parameters.
 */
function rankOf(name: string): readonly (number | string)[] {
  const ofLane = OF_LANE.exec(name)
  return ofLane ? [Number(ofLane[1]), ...rankInLane(ofLane[2]!)] : [FIRST_LANE, ...rankInLane(name)]
}

function rankInLane(name: string): readonly (number | string)[] {
  const slot = SLOT.exec(name)
  const parameter = PARAMETER.exec(slot?.[2] ?? name)
  if (!parameter) return [2]
  const [, half, layer, part] = parameter
  return [slot ? 1 : 0, half === 'encoder' ? 0 : 1, Number(layer), part === 'weight' ? 0 : 1, slot?.[1] ?? '']
}

function compareRanks(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const place = a.findIndex((value, i) => value !== b[i])
  return place < 0 ? 0 : a[place]! < b[place]! ? -1 : 1
}

/** The order in which the lab writes tensors: other writers may choose another. */
const asWritten = (tensors: readonly NamedTensor[]): readonly NamedTensor[] =>
  [...tensors].sort((a, b) => compareRanks(rankOf(a.name), rankOf(b.name)))

const NOT_IN_JSON: readonly string[] = ['Infinity', '-Infinity', 'NaN']

/** JSON has no infinities; they are written as text. */
const toJson = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'number' && !Number.isFinite(one) ? String(one) : one,
  )

function fromJson(name: string, given: string | undefined, file: string): unknown {
  try {
    return JSON.parse(given ?? '', (_, one: unknown) =>
      typeof one === 'string' && NOT_IN_JSON.includes(one) ? Number(one) : one,
    )
  } catch (cause) {
    throw new FormatError('contents-wrong', { file, at: name, expected: 'JSON' }, { cause })
  }
}

/** The tensors of all lanes, and what else is known of the lanes beside the first. */
function packLanes({ lanes, tensors, ...state }: Omit<Snapshot, 'step' | 'took'>) {
  if (!lanes) return { tensors, state }
  const named = lanes.flatMap(({ lane, tensors: own }) =>
    own.map((one) => ({ ...one, name: `lane.${lane}.${one.name}` })),
  )
  const others = lanes.map(({ tensors: _, ...rest }) => rest)
  return { tensors: [...tensors, ...named], state: { ...state, lanes: others } }
}

/** The inverse; a lane that the state does not name leaves its tensors with the first, which has no place for them. */
function unpackLanes(tensors: readonly NamedTensor[], lanes: unknown) {
  if (!Array.isArray(lanes)) return { tensors }
  const numbers = lanes.map((one) => Number((Object(one) as { lane?: unknown }).lane))
  const laneIn = ({ name }: NamedTensor) => {
    const number = Number(OF_LANE.exec(name)?.[1])
    return numbers.includes(number) ? number : null
  }
  const of = (number: number) =>
    tensors
      .filter((one) => laneIn(one) === number)
      .map((one) => ({ ...one, name: OF_LANE.exec(one.name)![2]! }))
  return {
    tensors: tensors.filter((one) => laneIn(one) === null),
    lanes: lanes.map((one, i) => ({ ...(Object(one) as object), tensors: of(numbers[i]!) })),
  }
}

/** `version`: of the lab that writes the file, for human readers. */
export function writeCheckpoint(saved: SavedRun, version: string): Uint8Array<ArrayBuffer> {
  const { settings, dataset, backend, snapshot, history, sliders } = saved
  const { step, took: _, ...rest } = snapshot
  const { tensors, state } = packLanes(rest)
  const covered: Covered = {
    step: String(step),
    settings: toJson(settings),
    state: toJson({ ...state, dataset, backend, sliders }),
    history: toJson(history),
  }
  const metadata = {
    app: APP,
    format_version: FORMAT_VERSION,
    version,
    ...covered,
    crc32: checksum(covered, tensors),
  }
  return writeSafetensors({ tensors, metadata })
}

function checkKind(metadata: Readonly<Record<string, string>>, file: string): void {
  if (metadata.app !== APP) throw new FormatError('checkpoint-foreign', { file })
  const version = metadata.format_version ?? ''
  if (version !== FORMAT_VERSION)
    throw new FormatError('checkpoint-version', { file, version, known: FORMAT_VERSION })
}

export function readCheckpointFile(bytes: Uint8Array, file = 'model.safetensors'): SavedRun {
  const { tensors, metadata } = readSafetensors(bytes, file)
  checkKind(metadata, file)
  const covered = Object.fromEntries(COVERED.map((name) => [name, metadata[name] ?? ''])) as Covered
  const isWhole = [tensors, asWritten(tensors)].some((order) => checksum(covered, order) === metadata.crc32)
  if (!isWhole) throw new FormatError('checkpoint-checksum', { file })
  const [step, settings, state, history] = COVERED.map((name) => fromJson(name, metadata[name], file))
  const { dataset, backend, sliders, lanes, ...rest } = Object(state) as Record<string, unknown>
  const snapshot = { ...rest, step, took: 0, ...unpackLanes(tensors, lanes) }
  return readSavedRun({ settings, dataset, backend, sliders, history, snapshot }, file)
}
