/** The words of all regions, in Chinese. */
import type { text as en } from '../en/text.ts'
import type { Words } from '../told.ts'
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
import { spaced } from './spacing.ts'
import { toolbarText } from './toolbar.ts'
import { varianceText } from './variance.ts'

export const text: Words<typeof en> = {
  comma: '，',
  space: '',
  sentence: ({ phrase }) => spaced(`${phrase}。`),
  named: ({ name, phrase }) => spaced(`${name}：${phrase}`),
  atStep: ({ step }) => `第 ${f.integer(step)} 步`,
  ago: ({ ago }) => (ago < 0 ? '现已作废' : `${f.integer(ago)} 步之前`),
  panels: '面板',
  latentTab: '潜空间',
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
