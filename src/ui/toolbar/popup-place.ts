/** Where menus and tooltips of the toolbar are put: inside the page's header, so that no content is outside a landmark. */
import { createContext, useContext } from 'react'

export const PopupPlace = createContext<HTMLElement | null>(null)

export const usePopupPlace = (): HTMLElement | null => useContext(PopupPlace)
