import { openFirefox } from './drivers/firefox.ts'
import { smoke } from './smoke.ts'

// Now and then the driven Firefox hangs when it opens a page whose server is gone.
smoke('Firefox', openFirefox, { isSteadyOffline: false })
