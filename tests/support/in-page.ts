/** Questions that tests of several browsers ask on the page: sent as text, they see nothing that stands around them. */

/**
 * Whether the version that the page is of is complete and has taken over: what its service worker answers when asked.
 * If not, says so only after the next change of service worker, or 15 s: Chromium replaces a service worker that has
 * had nothing to do for a while, so one that is asked every second stays.
 */
export async function isKeptByServiceWorker(): Promise<boolean> {
  const container = navigator.serviceWorker
  const changed = new Promise<void>((resolve) => {
    container.addEventListener('controllerchange', () => resolve(), { once: true })
    setTimeout(resolve, 15_000)
  })
  const isOfThePage = await new Promise<boolean>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => resolve(data === true)
    if (!container.controller) resolve(false)
    setTimeout(() => resolve(false), 1000) // one that is being replaced may not answer
    const script = document.querySelector<HTMLScriptElement>('script[src*="/index-"]')!.src
    container.controller?.postMessage({ type: 'is-yours', script }, [port2])
  })
  if (!isOfThePage) await changed
  return isOfThePage
}
