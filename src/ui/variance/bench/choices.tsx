/** A number on a slider and one of a few, each with its label beside it. */
import { Segmented } from '../../controls/Segmented.tsx'
import { StopSlider } from '../../controls/StopSlider.tsx'
import { format } from '../../messages/index.ts'

export const named = <T extends string>(options: readonly T[], name: (option: T) => string) =>
  Object.fromEntries(options.map((option) => [option, name(option)])) as Record<T, string>

interface NumberProps {
  readonly id: string
  readonly label: string
  readonly stops: readonly number[]
  readonly value: number
  readonly onChange: (value: number) => void
  /** Digits after the point. */
  readonly digits?: number
}

export const NumberChoice = ({ id, label, stops, value, onChange, digits = 2 }: NumberProps) => (
  <div className="bench-row">
    <span id={id} className="soft">
      {label}
    </span>
    <StopSlider stops={stops} value={value} labelledBy={id} text={format.short(value)} onChange={onChange} />
    <span className="bench-value">{format.fixed(value, digits)}</span>
  </div>
)

interface ChoiceProps<T extends string> {
  readonly id: string
  readonly label: string
  readonly options: readonly T[]
  readonly names: Readonly<Record<T, string>>
  readonly value: T
  readonly onChange: (value: T) => void
}

export const ChoiceRow = <T extends string>({ id, label, ...choice }: ChoiceProps<T>) => (
  <div className="bench-row">
    <span id={id} className="soft">
      {label}
    </span>
    <Segmented {...choice} labelledBy={id} />
  </div>
)
