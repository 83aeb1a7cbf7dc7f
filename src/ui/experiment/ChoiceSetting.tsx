/** A choice among a few: the browser's own list, which every keyboard and phone knows. */
import { SETTINGS, type Settings } from '../../protocol/settings.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { messages } from '../messages/index.ts'
import { Row, idsOf } from './Row.tsx'
import { Segmented } from '../controls/Segmented.tsx'

export type ChoiceKey = keyof typeof messages.choices

export function ChoiceSetting({ name }: { name: ChoiceKey }) {
  const lab = useLab()
  const value = useLabState((state) => state.settings[name])
  const names: Record<string, string> = messages.choices[name]
  const ids = idsOf(name)
  return (
    <Row name={name}>
      <select
        id={ids.control}
        className="field"
        value={value}
        aria-describedby={ids.note}
        onChange={(event) => lab.set(name, event.target.value as Settings[ChoiceKey])}
      >
        {SETTINGS[name].choices.map((choice) => (
          <option key={choice} value={choice}>
            {names[choice]}
          </option>
        ))}
      </select>
    </Row>
  )
}

/** A choice among so few that all are in sight. */
interface Props<K> {
  readonly name: K
  readonly hint: string
}

export function SegmentedSetting<K extends 'freeze' | 'family' | 'objective' | 'noise'>({
  name,
  hint,
}: Props<K>) {
  const lab = useLab()
  const value = useLabState((state) => state.settings[name])
  const ids = idsOf(name)
  return (
    <Row name={name} hint={hint || null}>
      <Segmented
        options={SETTINGS[name].choices as readonly Settings[K][]}
        names={messages.choices[name] as Readonly<Record<Settings[K], string>>}
        value={value}
        onChange={(next) => lab.set(name, next)}
        labelledBy={ids.label}
        describedBy={ids.note}
      />
    </Row>
  )
}
