/** Which half of the model stands still: the E and the M step of EM by hand. */
import { SETTINGS, type Settings } from '../../protocol/settings.ts'
import { Segmented } from '../controls/Segmented.tsx'
import { useLab, useLabState } from '../lab-context.tsx'
import { messages, t } from '../messages/index.ts'
import { Row, idsOf } from './Row.tsx'

type Half = Settings['freeze']

export function FreezeSetting() {
  const lab = useLab()
  const half = useLabState((state) => state.settings.freeze)
  const ids = idsOf('freeze')
  return (
    <Row name="freeze" hint={t('freezeHint', { half }) || null}>
      <Segmented
        options={SETTINGS.freeze.choices as readonly Half[]}
        names={messages.choices.freeze}
        value={half}
        onChange={(next) => lab.set('freeze', next)}
        labelledBy={ids.label}
        describedBy={ids.note}
      />
    </Row>
  )
}
