/** A word in the toolbar that tells more when pointed at, focused or touched. */
import { Toolbar, Tooltip } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { usePopupPlace } from './popup-place.ts'

interface Props {
  readonly label: string
  readonly children: ReactNode
  readonly more: ReactNode
}

export function Badge({ label, children, more }: Props) {
  const place = usePopupPlace()
  const [open, setOpen] = useState(false)
  return (
    <Tooltip.Root open={open} onOpenChange={setOpen}>
      <Tooltip.Trigger asChild>
        <Toolbar.Button
          className="quiet badge"
          aria-label={label}
          // A touch opens it too, and a click does not close it.
          onPointerDown={(event) => event.preventDefault()}
          onClick={(event) => {
            event.preventDefault()
            setOpen(true)
          }}
        >
          {children}
        </Toolbar.Button>
      </Tooltip.Trigger>
      <Tooltip.Portal container={place}>
        <Tooltip.Content className="popup tooltip" sideOffset={8} collisionPadding={8}>
          {more}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
