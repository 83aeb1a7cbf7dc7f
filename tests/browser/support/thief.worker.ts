/** As in assembly/threads.ts. */
const ONE_FROM_THE_END = 1n << 20n

/** A helper that claims the first chunk it can, and never does it. */
self.onmessage = ({ data }: MessageEvent<{ memory: WebAssembly.Memory; control: number }>) => {
  const claims = new BigUint64Array(data.memory.buffer, data.control, 1)
  self.postMessage('ready')
  for (;;) {
    const claim = Atomics.load(claims, 0)
    const isOpen = claim > 0n && (claim & 0xff_ffff_ffffn) === 0n
    if (isOpen && Atomics.compareExchange(claims, 0, claim, claim + ONE_FROM_THE_END) === claim) return
  }
}
