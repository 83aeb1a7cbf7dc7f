/** What all regions say, in English, without what only parts say that are fetched when they are wanted: parts.ts. */
import { checkpointsText } from './checkpoints.ts'
import { derivationsText } from './derivations.ts'
import { elboText } from './elbo.ts'
import { exploreText } from './explore.ts'
import { experimentText } from './settings.ts'
import { feedbackText } from './feedback.ts'
import { format as f } from './format.ts'
import { guideText } from './guide.ts'
import { lanesText } from './lanes.ts'
import { latentText } from './latent.ts'
import { narratorText } from './narrator.ts'
import { samplesText } from './samples.ts'
import { toolbarText } from './toolbar.ts'
import { varianceText } from './variance.ts'

export const text = {
  /** What is put between the parts of a list, and between sentences; a phrase as a sentence, and one behind its name. */
  comma: ', ',
  space: ' ',
  sentence: ({ phrase }: { phrase: string }) => `${phrase}.`,
  named: ({ name, phrase }: { name: string; phrase: string }) => `${name}: ${phrase}`,
  /** When a value was measured, and if it is stale how many steps ago: negative where its weights were given up. */
  atStep: ({ step }: { step: number }) => `at step ${f.integer(step)}`,
  ago: ({ ago }: { ago: number }) => {
    if (ago < 0) return 'since given up'
    return ago === 1 ? '1 step ago' : `${f.integer(ago)} steps ago`
  },
  panels: 'Panels',
  latentTab: 'Latent',
  ...toolbarText,
  ...experimentText,
  ...elboText,
  ...exploreText,
  ...samplesText,
  ...varianceText,
  ...latentText,
  ...derivationsText,
  ...feedbackText,
  ...checkpointsText,
  ...lanesText,
  ...narratorText,
  ...guideText,
}
