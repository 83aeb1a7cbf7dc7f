/** A choice among so few that all are in sight. */
import { SETTINGS, type Settings } from '../../protocol/settings.ts'
import { Segmented } from '../controls/Segmented.tsx'
import { useLab, useLabState } from '../lab-context.tsx'
import { messages } from '../messages/index.ts'
import { Row, idsOf } from './Row.tsx'

interface Props<K> {
  readonly name: K
  readonly hint: string
}

export function SegmentedSetting<K extends 'freeze' | 'family'>({ name, hint }: Props<K>) {
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
