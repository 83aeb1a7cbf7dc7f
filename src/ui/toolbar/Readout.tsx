/** One figure of the toolbar. The plain value is for programs and screen readers, the formatted one for the eye. */
interface Props {
  readonly testId?: string
  readonly plain: string
  readonly shown: string
  readonly unit: string
  /** Room for the figures, in digits, so that nothing moves when they grow. */
  readonly digits: number
  readonly className?: string
  /** "step 1,200" rather than "60 steps/s". */
  readonly unitFirst?: boolean
  readonly hint?: string
  readonly isWarning?: boolean
  /** The step that the figure belongs to. */
  readonly dataStep?: number
}

export const Readout = ({ className = '', unitFirst = false, isWarning = false, ...props }: Props) => (
  <div
    className={`readout ${className}`}
    data-unit-first={unitFirst || undefined}
    data-warns={isWarning || undefined}
    title={props.hint}
  >
    <span className="only-heard" data-testid={props.testId} data-step={props.dataStep}>
      {props.plain}
    </span>
    <span className="readout-figure" style={{ minWidth: `${props.digits}ch` }} aria-hidden>
      {props.shown}
    </span>
    <span className="readout-unit">{props.unit}</span>
  </div>
)
