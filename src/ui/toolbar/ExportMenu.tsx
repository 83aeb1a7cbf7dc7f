/** What one takes away, each item named by its file. */
import { DropdownMenu, Toolbar } from 'radix-ui'
import { configJson, metricsCsv } from '../../store/export.ts'
import type { LabState } from '../../store/state.ts'
import { download } from '../download.ts'
import { useServices } from '../lab-context.tsx'
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
    text: ({ settings, opened, step }, version) =>
      configJson({
        version,
        settings,
        dataset: opened?.dataset ?? null,
        backend: opened?.backend ?? null,
        step,
      }),
  },
]

export function ExportMenu() {
  const { lab, version } = useServices()
  const place = usePopupPlace()
  return (
    <DropdownMenu.Root modal={false}>
      <Toolbar.Button asChild>
        <DropdownMenu.Trigger className="quiet">{t('export')}</DropdownMenu.Trigger>
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
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
