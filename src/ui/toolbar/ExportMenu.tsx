/** What one takes away, each item named by its file; and what the browser keeps by itself. */
import { DropdownMenu, Toolbar } from 'radix-ui'
import { configJson, configOf, metricsCsv } from '../../store/export.ts'
import { CHECKPOINT_FILES, type CheckpointFile } from '../../store/checkpoints/files.ts'
import type { LabState } from '../../store/state.ts'
import { download } from '../download.ts'
import { useLabState, useServices } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { usePopupPlace } from './popup-place.ts'

interface Exported {
  readonly name: string
  readonly type: string
  readonly text: (state: LabState, version: string) => string
}

const FILES: readonly Exported[] = [
  { name: 'metrics.csv', type: 'text/csv', text: ({ history }) => metricsCsv(history.current) },
  {
    name: 'config.json',
    type: 'application/json',
    text: (state, version) => configJson(configOf(state, version)),
  },
]

/** The names by which they are asked for are the files' own, but for the script. */
const itemName = (file: CheckpointFile) => (file === 'train.py' ? t('pytorchScript') : file)

export function ExportMenu() {
  const { lab, version } = useServices()
  const isPacking = useLabState((state) => state.checkpoints.isPacking)
  const pack = async (file: CheckpointFile) => {
    const made = await lab.checkpoints.pack(file, version)
    if (made) download(file, made)
  }
  const place = usePopupPlace()
  return (
    <DropdownMenu.Root modal={false}>
      <Toolbar.Button asChild>
        <DropdownMenu.Trigger className="quiet" aria-busy={isPacking}>
          {t('export')}
        </DropdownMenu.Trigger>
      </Toolbar.Button>
      <DropdownMenu.Portal container={place}>
        <DropdownMenu.Content className="popup menu" align="end" sideOffset={8} collisionPadding={8}>
          {FILES.map(({ name, type, text }) => (
            <DropdownMenu.Item
              key={name}
              className="menu-item"
              onSelect={() => download(name, text(lab.store.getState(), version), type)}
            >
              {name}
            </DropdownMenu.Item>
          ))}
          {CHECKPOINT_FILES.map((file) => (
            <DropdownMenu.Item key={file} className="menu-item" onSelect={() => void pack(file)}>
              {itemName(file)}
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator className="menu-separator" />
          <DropdownMenu.Item className="menu-item" onSelect={() => void lab.checkpoints.openShelf()}>
            {t('savedRuns')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
