/** Lets waiting messages and timers run. Through a MessageChannel: timers are slowed to 4 ms, or 1 s in a hidden tab. */
export const pause = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
