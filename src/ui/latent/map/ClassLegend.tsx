/** The classes in their colours; each can be hidden. */
import { ToggleGroup } from 'radix-ui'
import { memo, type CSSProperties } from 'react'
import { useLab } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import type { ClassLook } from './draw.ts'

interface Props {
  /** The classes that there are. */
  readonly present: readonly number[]
  readonly look: ClassLook
  readonly hidden: ReadonlySet<number>
}

function Legend({ present, look, hidden }: Props) {
  const { views } = useLab()
  const hide = (shown: readonly string[]) =>
    views.pick({ hidden: new Set(present.filter((label) => !shown.includes(String(label)))) })
  return (
    <ToggleGroup.Root
      type="multiple"
      className="classes"
      aria-label={t('classesShown')}
      value={present.filter((label) => !hidden.has(label)).map(String)}
      onValueChange={hide}
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
}

const isSame = (a: Props, b: Props): boolean =>
  a.look === b.look && a.hidden === b.hidden && a.present.join() === b.present.join()

/** Every new map lists the same classes. */
export const ClassLegend = memo(Legend, isSame)
