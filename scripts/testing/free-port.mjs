import { createServer } from 'node:net'

/** A port that is free now, so that two runs on one machine do not meet. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, 'localhost', () => {
      const { port } = server.address()
      server.close(() => resolve(String(port)))
    })
  })
