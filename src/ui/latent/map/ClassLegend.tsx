/** The classes in their colours; each can be hidden. */
import { ToggleGroup } from 'radix-ui'
import type { CSSProperties } from 'react'
import { CLASSES } from '../../../charts/latent/classes.ts'
import { t } from '../../messages/index.ts'
import type { Look } from './draw.ts'

interface Props {
  readonly look: Look
  readonly hidden: ReadonlySet<number>
  readonly onHidden: (hidden: ReadonlySet<number>) => void
}

export const ClassLegend = ({ look, hidden, onHidden }: Props) => (
  <ToggleGroup.Root
    type="multiple"
    className="classes"
    aria-label={t('classesShown')}
    value={CLASSES.filter((label) => !hidden.has(label)).map(String)}
    onValueChange={(shown) => onHidden(new Set(CLASSES.filter((label) => !shown.includes(String(label)))))}
  >
    {CLASSES.map((label) => (
      <ToggleGroup.Item
        key={label}
        className="class"
        value={String(label)}
        style={{ '--own': look.classes[label] } as CSSProperties}
      >
        <span className="class-dot" />
        {look.className(label)}
      </ToggleGroup.Item>
    ))}
  </ToggleGroup.Root>
)
