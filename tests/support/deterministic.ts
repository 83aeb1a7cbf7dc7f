/** Property tests draw the same cases every time. */
import fc from 'fast-check'

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_131_220 })
