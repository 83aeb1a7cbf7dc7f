/** What the page says while something goes on, and of what went wrong, in Chinese. The faults: faults.ts. */
import type * as en from '../en/feedback.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'
import { checkpointAnnouncements } from './checkpoints.ts'
import { guideAnnouncements } from './guide.ts'
import { laneAnnouncements } from './lanes.ts'
import { latentAnnouncements } from './latent.ts'
import { choiceName, datasetName, estimatorName, families } from './settings.ts'
import { zh } from './spacing.ts'

export const feedbackText: Words<typeof en.feedbackText> = {
  messages: '消息',
  partFailed: '页面的这一部分未能加载：服务器没有响应。',
  partBroke: ({ part, detail }) => `“${part}”出错停止：${detail}`,
  failureKept: '页面其余部分照常运行，没有任何丢失。',
  tryAgain: '重试',
  report: '错误报告',
  copyReport: '复制报告',
  reportCopied: '已复制',
  dismiss: '关闭',
  dismissAll: '全部关闭',
  messageCount: ({ count }) => `${f.integer(count)} 条消息`,
  loading: '加载中',
  version: ({ release, commit }) => (commit ? `版本 ${release} (${commit})` : `版本 ${release}`),
  renewal: ({ news }) => ({ version: '实验室有新版本可用。', threads: '刷新后可使用多个核心计算。' })[news],
  reload: '刷新',
  reloadHint: '会先保存本次运行，页面打开后可选择继续。',
  loadingLong: '浏览器尚未响应。可以继续等待、取消，或在“重置时生效”下选择其他后端。',
  cancelHint: '若取消，则改用本页生成的程序生成数字训练。',
}

export const tasks: Words<typeof en.tasks> = {
  backend: () => '正在启动计算后端，查找图像…',
  download: ({ done, total }) =>
    total > 0
      ? `正在下载图像，${f.megabytes(done)} / ${f.megabytes(total)} MB`
      : `正在下载图像，${f.megabytes(done)} MB`,
  parse: () => '正在读取图像…',
  model: () => '正在构建模型…',
  evaluate: ({ done, total }) => `正在评估，${f.integer(done)} / ${f.integer(total)} 张图像`,
  posterior: ({ done, total }) => `正在对 z 积分，${f.integer(done)} / 约 ${f.integer(total)} 个点`,
  likelihood: ({ done, total }) => `正在计算权重，${f.integer(done)} / ${f.integer(total)} 次采样`,
  ways: ({ done, total }) => `正在用三种方法求后验，${f.integer(done)} / 约 ${f.integer(total)} 个点`,
  variance: ({ done, total }) => `正在测量，${f.integer(done)} / ${f.integer(total)} 次采样`,
}

/** What happened in the course of a run: told to screen readers, and as marks in the charts. In Chinese. */
export const marks: Words<typeof en.marks> = {
  estimator: ({ value }) => estimatorName(value),
  samples: ({ value }) => `L = ${value}`,
  noise: ({ value }) => zh`${choiceName('noise', value)}噪声`,
  baseline: ({ value }) => (value === 'none' ? '无基线' : zh`基线：${choiceName('baseline', value)}`),
  kl: ({ value }) => zh`KL：${choiceName('kl', value)}`,
  objective: ({ value }) => choiceName('objective', value),
  k: ({ value }) => `K = ${value}`,
  family: ({ value }) => families[String(value)]?.model ?? String(value),
  freeze: ({ value }) => (value === 'none' ? '不冻结' : zh`冻结${choiceName('freeze', value)}`),
  beta: ({ value }) => `β = ${f.short(Number(value))}`,
  sigma: ({ value }) => `σ = ${f.short(Number(value))}`,
  temperature: ({ value }) => `τ = ${f.short(Number(value))}`,
  anneal: ({ value }) => (Number(value) === 0 ? 'τ 不变' : `τ 退火，r = ${f.short(Number(value))}`),
  coldest: ({ value }) => `最低 τ = ${f.short(Number(value))}`,
  dial: ({ value }) => `噪声旋钮 ${f.short(Number(value))}`,
  lr: ({ value }) => `学习率 ${f.short(Number(value))}`,
  diverged: () => '发散',
}

export const announcements: Words<typeof en.announcements> = {
  ...latentAnnouncements,
  ...checkpointAnnouncements,
  ...laneAnnouncements,
  ...guideAnnouncements,
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
  'switched-on-reset': ({ estimator }) => zh`重置后使用${estimatorName(estimator)}估计量`,
  shared: () => '链接已复制',
  language: () => '页面语言：中文',
  copied: () => '已应用这些设置',
}
