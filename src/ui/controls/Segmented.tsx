/** One of a few, all in sight: radio buttons that look like one control. */
import { RadioGroup } from 'radix-ui'
import './segmented.css'

interface Props<T extends string> {
  readonly options: readonly T[]
  readonly names: Readonly<Record<T, string>>
  readonly value: T
  readonly onChange: (value: T) => void
  /** The id of its label on the page, or, where there is none, the label itself. */
  readonly labelledBy?: string
  readonly label?: string
  readonly describedBy?: string
}

export function Segmented<T extends string>(props: Props<T>) {
  const { options, names, value, onChange, labelledBy, label, describedBy } = props
  return (
    <RadioGroup.Root
      className="segmented"
      orientation="horizontal"
      aria-label={label}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      value={value}
      onValueChange={(next) => onChange(next as T)}
    >
      {options.map((option) => (
        <RadioGroup.Item key={option} className="segment" value={option}>
          {names[option]}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
