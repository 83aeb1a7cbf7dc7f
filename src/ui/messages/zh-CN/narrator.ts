/** The narrator's sentences, in Chinese. */
import type { Course, Way } from '../../../narrator/story.ts'
import type * as en from '../en/narrator.ts'
import type { Params, Words } from '../told.ts'
import { marks } from './feedback.ts'
import { format as f } from './format.ts'
import { estimatorName } from './settings.ts'
import { zh } from './spacing.ts'

export const narratorText: Words<typeof en.narratorText> = {
  narrator: '解说',
  narratorOff: '关闭解说',
  narratorOn: '打开解说',
  nextSwitch: ({ name }) => zh`切换到${name}`,
  nextBaseline: '加上基线',
  nextSamples: ({ samples }) => zh`采样 ${f.integer(samples)} 个，用留一法`,
  nextRate: '学习率减到三分之一',
  nextBeta: zh`将 β 设为 1`,
  nextInLane: ({ lane, next }) => zh`分支 ${f.integer(lane)}：${next}`,
}

const nats = (value: number) => f.fixed(value, 1)
const COURSES: Readonly<Record<Course, string>> = {
  rose: '正在上升',
  fell: '正在下降',
  same: '的变化不超过其噪声',
}
const ways = ({ from, to }: Pick<Way, 'from' | 'to'>) => `从 ${nats(from)} 到 ${nats(to)}`
const went = (way: Way) => `${ways(way)}${way.course === 'same' ? '（没有明显变化）' : ''}`

const markOf = (kind: string, value: string | number): string =>
  (marks as Readonly<Record<string, (p: Params) => string>>)[kind]?.({ value }) ?? kind

export const narration: Words<typeof en.narration> = {
  diverged: ({ step, back }) =>
    zh`训练在第 ${f.integer(step)} 步发散；已恢复第 ${f.integer(back)} 步的权重。`,
  duel: '对照训练：实测结果见各分支上方的句子。',
  started: ({ rows, needed }) =>
    zh`训练中：最初 ${f.integer(needed)} 步中的第 ${f.integer(rows)} 步。单独一步说明不了什么。`,
  settling: ({ kind, value, needed }) =>
    zh`已更改：${markOf(kind, value)}。权重不变；测得 ${f.integer(needed)} 步后说明其影响。`,
  switched: ({ estimator, ratio, elbo, kl }) =>
    zh`切换到${estimatorName(estimator)}：权重相同${
      ratio === null ? '' : zh`，方差为 ${f.times(ratio.value)} 倍（第 ${f.integer(ratio.step)} 步）`
    }。${f.integer(elbo.steps)} 步内，ELBO ${went(elbo)}，KL ${ways(kl)}。`,
  changed: ({ kind, value, elbo }) =>
    zh`已更改：${markOf(kind, value)}。此后 ${f.integer(elbo.steps)} 步内，ELBO ${went(elbo)}。`,
  collapsed: ({ kl }) => zh`编码只携带 ${f.fixed(kl, 2)} nat 的图像信息：近似后验几乎就是先验。`,
  autoencoder: ({ recon }) =>
    zh`自编码器：没有噪声，也没有 KL。${f.integer(recon.steps)} 步内重构项${went(recon)}。`,
  noise: ({ of, to, ratio, step }) =>
    zh`在相同的权重下（第 ${f.integer(step)} 步），${estimatorName(of)}梯度的方差是${estimatorName(to)}的 ${f.times(ratio)} 倍。`,
  forming: ({ isDigits, elbo, kl }) =>
    zh`${isDigits ? '数字' : '图像'}正在成形：ELBO ${ways(elbo)}，每个编码至多携带 ${nats(kl)} nat 的图像信息。`,
  course: ({ elbo, step }) =>
    zh`ELBO ${COURSES[elbo.course]}：到第 ${f.integer(step)} 步为止的 ${f.integer(elbo.steps)} 步内${ways(elbo)}（nat/张）。`,
}
