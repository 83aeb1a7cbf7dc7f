import { openFirefox } from './drivers/firefox.ts'
import { smoke } from './smoke.ts'

smoke('Firefox', openFirefox)
