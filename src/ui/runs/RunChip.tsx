/** A run as a thing: its colour and name, and behind them what one can do with it. */
import { Popover } from 'radix-ui'
import { MAX_NAME } from '../../store/history.ts'
import { useLab } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { usePopupPlace } from '../toolbar/popup-place.ts'
import type { RunLabel } from './drawn.ts'
import { runName } from './names.ts'

interface Props {
  readonly run: RunLabel
  readonly isCurrent: boolean
}

function NameField({ run }: { run: RunLabel }) {
  const lab = useLab()
  return (
    <label className="run-name-field">
      {t('runNameField')}
      <input
        type="text"
        className="field"
        defaultValue={run.name ?? ''}
        placeholder={t('runName', { number: run.number })}
        maxLength={MAX_NAME}
        onChange={({ target }) => lab.runs.rename(run.id, target.value)}
      />
    </label>
  )
}

function Choices({ run, isCurrent }: Props) {
  const lab = useLab()
  return (
    <>
      <NameField run={run} />
      <label className="run-choice">
        <input
          type="checkbox"
          checked={!run.isHidden}
          disabled={isCurrent}
          onChange={({ target }) => lab.runs.show(run.id, target.checked)}
        />
        {t('runShown')}
      </label>
      <label className="run-choice">
        <input
          type="checkbox"
          checked={run.isPinned === true}
          onChange={({ target }) => lab.runs.pin(run.id, target.checked)}
        />
        {t('runPinned')}
      </label>
      {!isCurrent && (
        <div className="run-buttons">
          <button type="button" className="button" onClick={() => lab.runs.use(run.id)}>
            {t('runUse')}
          </button>
          <button type="button" className="button" onClick={() => lab.runs.remove(run.id)}>
            {t('runRemove')}
          </button>
        </div>
      )}
    </>
  )
}

export function RunChip({ run, isCurrent }: Props) {
  const place = usePopupPlace()
  const name = runName(run)
  return (
    <li>
      <Popover.Root>
        <Popover.Trigger
          className="run-chip"
          data-run={isCurrent ? 'current' : run.colour}
          data-hidden={(!isCurrent && run.isHidden) || undefined}
          aria-label={t('runChip', { name, isCurrent, isHidden: run.isHidden === true })}
        >
          <span className="swatch" />
          <span className="run-chip-name">{name}</span>
          {run.isPinned && (
            <span className="run-pin" aria-hidden>
              ●
            </span>
          )}
        </Popover.Trigger>
        <Popover.Portal container={place}>
          <Popover.Content
            className="popup run-popup"
            align="start"
            sideOffset={4}
            collisionPadding={8}
            aria-label={name}
          >
            <Choices run={run} isCurrent={isCurrent} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </li>
  )
}
