/** Changes what the page's workers find in their browser: a script that runs before theirs. */
import type { Page } from '@playwright/test'

const ISOLATED = {
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** Runs `source` before anything else in every worker of the page that computes, or of another name. */
export async function prepend(page: Page, source: string, name = 'worker'): Promise<void> {
  await page.route(new RegExp(`/assets/${name}[^/]*\\.js$`), async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `import './prelude.js?prelude'\n${await response.text()}` })
  })
  await page.route(/\?prelude$/, (route) =>
    route.fulfill({ body: source, contentType: 'text/javascript', headers: ISOLATED }),
  )
}
