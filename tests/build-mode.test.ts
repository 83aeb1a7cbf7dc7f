import { resolveConfig } from 'vite'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
})

test.each(['test', 'development', 'production'])(
  'what is built is the production build where the shell has NODE_ENV=%s',
  async (mode) => {
    vi.stubEnv('NODE_ENV', mode)
    const { isProduction } = await resolveConfig({ root: `${import.meta.dirname}/..` }, 'build')
    expect(isProduction).toBe(true)
  },
)
