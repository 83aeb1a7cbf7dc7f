/** A helper that claims the first chunk it can, and never does it. */
self.onmessage = ({ data }: MessageEvent<{ memory: WebAssembly.Memory; control: number }>) => {
  const claims = new BigInt64Array(data.memory.buffer, data.control, 1)
  self.postMessage('ready')
  for (;;) {
    const claim = Atomics.load(claims, 0)
    const isOpen = claim > 0n && (claim & 0x7fffffffn) === 0n
    if (isOpen && Atomics.compareExchange(claims, 0, claim, claim + 1n) === claim) return
  }
}
