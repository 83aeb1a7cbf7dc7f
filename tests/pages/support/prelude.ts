/** Changes what the page's workers find in their browser: a script that runs before theirs. */
import type { Page } from '@playwright/test'

const ISOLATED = {
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** Runs `source` before anything else in every worker of the page. */
export async function prepend(page: Page, source: string): Promise<void> {
  await page.route(/\/assets\/worker[^/]*\.js$/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `import './prelude.js?prelude'\n${await response.text()}` })
  })
  await page.route(/\?prelude$/, (route) =>
    route.fulfill({ body: source, contentType: 'text/javascript', headers: ISOLATED }),
  )
}
