/** The runs of this visit in a line of fixed height: the present one first, in the colours of their curves. */
import { Popover } from 'radix-ui'
import type { History } from '../../store/history.ts'
import type { LabState } from '../../store/state.ts'
import { useLabStateEvery } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { usePopupPlace } from '../toolbar/popup-place.ts'
import { useRunLabels } from './drawn.ts'
import { RunChip } from './RunChip.tsx'
import { RunsTable } from './RunsTable.tsx'
import { Seeds } from './Seeds.tsx'
import './runs.css'

const historyOf = ({ history }: LabState): History => history

function Table() {
  const { current, earlier } = useLabStateEvery(500, historyOf)
  return <RunsTable runs={[current, ...earlier]} />
}

function Compare() {
  const place = usePopupPlace()
  return (
    <Popover.Root>
      <Popover.Trigger className="quiet runs-compare">{t('runsCompare')}</Popover.Trigger>
      <Popover.Portal container={place}>
        <Popover.Content
          className="popup runs-popup"
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={t('runsCompared')}
        >
          <Table />
          <Seeds />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

export function RunsStrip() {
  return (
    <section className="runs-strip" aria-label={t('runs')}>
      <ul className="run-chips">
        {useRunLabels().map((run, i) => (
          <RunChip key={run.id} run={run} isCurrent={i === 0} />
        ))}
      </ul>
      <Compare />
    </section>
  )
}
