/** The classes in their colours; each can be hidden. */
import { ToggleGroup } from 'radix-ui'
import type { CSSProperties } from 'react'
import { tPart as t } from '../../messages/of-parts.ts'
import type { Look } from './draw.ts'

interface Props {
  /** The classes that there are. */
  readonly present: readonly number[]
  readonly look: Look
  readonly hidden: ReadonlySet<number>
  readonly onHidden: (hidden: ReadonlySet<number>) => void
}

export const ClassLegend = ({ present, look, hidden, onHidden }: Props) => (
  <ToggleGroup.Root
    type="multiple"
    className="classes"
    aria-label={t('classesShown')}
    value={present.filter((label) => !hidden.has(label)).map(String)}
    onValueChange={(shown) => onHidden(new Set(present.filter((label) => !shown.includes(String(label)))))}
  >
    {present.map((label) => (
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
