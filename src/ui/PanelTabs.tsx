/** On a phone one panel shows at a time; these tabs, at the bottom, say which. */
import type { KeyboardEvent } from 'react'
import { PANELS, type Panel } from '../store/views.ts'
import { t } from './messages/index.ts'

/** Shorter than the panel's own where there is little room. */
const NAMES = {
  experiment: 'experiment',
  elbo: 'elbo',
  variance: 'varianceTab',
  samples: 'samples',
  latent: 'latentTab',
  derivations: 'derivations',
} as const satisfies Record<Panel, string>

interface Props {
  readonly panel: Panel
  readonly onPanel: (panel: Panel) => void
}

const MOVES: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 }

export function PanelTabs({ panel, onPanel }: Props) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const move = MOVES[event.key]
    if (!move) return
    const next = PANELS[(PANELS.indexOf(panel) + move + PANELS.length) % PANELS.length] as Panel
    onPanel(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-panel="${next}"]`)?.focus()
  }
  return (
    <nav className="panel-tabs">
      <div role="tablist" aria-label={t('panels')} onKeyDown={onKeyDown}>
        {PANELS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            className="tab"
            data-panel={name}
            aria-selected={name === panel}
            aria-controls={`panel-${name}`}
            tabIndex={name === panel ? 0 : -1}
            onClick={() => onPanel(name)}
          >
            {t(NAMES[name])}
          </button>
        ))}
      </div>
    </nav>
  )
}
