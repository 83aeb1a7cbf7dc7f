/** When something was, as every language has it: "12:31" of today, else "2026-11-20 12:31". */
export function moment(milliseconds: number): string {
  const date = new Date(milliseconds)
  const isToday = date.toDateString() === new Date().toDateString()
  const style: Intl.DateTimeFormatOptions = { timeStyle: 'short', ...(!isToday && { dateStyle: 'short' }) }
  return new Intl.DateTimeFormat('sv-SE', style).format(date) // Sweden writes dates as ISO 8601 does
}
