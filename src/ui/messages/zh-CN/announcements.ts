/** What happened in the course of a run: told to screen readers, and as marks in the charts. In Chinese. */
import type * as en from '../en/announcements.ts'
import type { Words } from '../told.ts'
import { checkpointAnnouncements } from './checkpoints.ts'
import { format as f } from './format.ts'
import { latentAnnouncements } from './latent.ts'
import { choiceName, datasetName, estimatorName, families } from './settings.ts'
import { zh } from './spacing.ts'

export const marks: Words<typeof en.marks> = {
  estimator: ({ value }) => estimatorName(value),
  samples: ({ value }) => `L = ${value}`,
  baseline: ({ value }) => (value === 'none' ? '无基线' : zh`基线：${choiceName('baseline', value)}`),
  kl: ({ value }) => zh`KL：${choiceName('kl', value)}`,
  objective: ({ value }) => choiceName('objective', value),
  family: ({ value }) => families[String(value)]?.model ?? String(value),
  freeze: ({ value }) => (value === 'none' ? '不冻结' : zh`冻结${choiceName('freeze', value)}`),
  beta: ({ value }) => `β = ${f.short(Number(value))}`,
  lr: ({ value }) => `学习率 ${f.short(Number(value))}`,
  diverged: () => '发散',
}

export const announcements: Words<typeof en.announcements> = {
  ...latentAnnouncements,
  ...checkpointAnnouncements,
  ready: ({ dataset, backend }) => zh`就绪：${datasetName(dataset)}，${backend ?? ''}`,
  started: () => '开始训练',
  paused: ({ step }) => `已暂停于第 ${f.integer(Number(step))} 步`,
  stepped: ({ step }) => `第 ${f.integer(Number(step))} 步`,
  evaluated: ({ elbo, step }) =>
    `第 ${f.integer(Number(step))} 步的留出集 ELBO 为 ${f.fixed(Number(elbo), 1)} nat/张`,
  reconstructed: ({ recon, step }) =>
    `第 ${f.integer(Number(step))} 步的留出集重构项为 ${f.fixed(Number(recon), 1)} nat/张`,
  measured: () => '测量完成',
  switched: ({ estimator, step }) =>
    zh`自第 ${f.integer(Number(step) + 1)} 步起使用${estimatorName(estimator)}估计量`,
  shared: () => '链接已复制',
  language: () => '页面语言：中文',
  copied: () => '已应用这些设置',
}
