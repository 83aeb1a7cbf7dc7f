import { Tabs } from 'radix-ui'
import { usePlace } from './spotlight.ts'

/** A tab that a formula may light up, if `place` is one. */
export const PlacedTab = ({ place, ...tab }: Tabs.TabsTriggerProps & { place: string }) => (
  <Tabs.Trigger {...tab} {...usePlace(place)} />
)
