/** Questions that tests of several browsers ask on the page: sent as text, they see nothing that stands around them. */

/** Whether the version that the page is of is complete and has taken over: what its service worker answers when asked. */
export const isKeptByServiceWorker = (): Promise<boolean> =>
  new Promise<boolean>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => resolve(data === true)
    setTimeout(() => resolve(false), 1000) // one that is being replaced may not answer
    const script = document.querySelector<HTMLScriptElement>('script[src*="/index-"]')!.src
    navigator.serviceWorker.controller?.postMessage({ type: 'is-yours', script }, [port2])
  })
