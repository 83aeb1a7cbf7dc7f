import type { ReactNode } from 'react'

interface Props {
  readonly title: string
  readonly text: string
  /** What brings it, unless it stands elsewhere. */
  readonly children?: ReactNode
}

/** In place of a view that is measured only when asked for. */
export const EmptyView = ({ title, text, children }: Props) => (
  <div className="stage" data-empty>
    <div className="empty empty-view">
      <p className="empty-title">{title}</p>
      <p className="soft">{text}</p>
      {children}
    </div>
  </div>
)
