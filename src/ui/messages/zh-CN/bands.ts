/** The words of the stacked bands of bias and variance, in Chinese. */
import type { bandsText as en } from '../en/bands.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'
import { zh } from './spacing.ts'

const OVER = {
  'bands-over-time': '随步数的变化',
  'bands-by-layer': '在编码器各层',
  'against-temperature': '随温度的变化',
  'bands-against-l': '随每张图像采样数的变化',
} as const

export const bandsText: Words<typeof en> = {
  bandsOver: '偏差与方差',
  bandsOverTime: '随时间',
  bandsByLayer: '按层',
  bandsByTemperature: '随 τ',
  bandsByL: '随 L',
  bandsEstimator: '估计量',
  bandsAxis: '单次采样的均方误差',
  bandsBias: '偏差平方',
  bandsShare: '偏差平方占比',
  bandsLabel: ({ name, bands }) => zh`${name}的偏差平方与方差（堆叠）${OVER[bands]}`,
  bandsTold: ({ told, points, fewest, draws }) =>
    `${f.integer(points)} 次测量（每次 ${fewest < draws ? `${f.integer(fewest)} 至 ` : ''}${f.integer(draws)} 次采样）中，有 ${f.integer(told)} 次能将偏差与 0 区分开。`,
  bandsCaption:
    '深色带为偏差平方，其上的浅色带为方差；须线为 95% 区间。“无信号”：采样无法将该值与 0 区分开，此时深色带画作 0。增加每张图像的采样数只会缩小浅色带。',
  bandsNoBaseline: ({ name }) => zh`此处${name}不用基线。`,
  bandsEmptyTitle: ({ bands }) =>
    bands === 'against-temperature' ? '温度的取舍' : '增加采样数消除不了的误差',
  bandsEmptyText: ({ bands }) =>
    bands === 'against-temperature'
      ? '在当前权重下，以 0.1 到 2 的各个温度测量每种估计量。需数秒至一分钟，训练照常进行。'
      : '在当前权重下测量每种估计量，每张图像取 L = 1, 2, 4, … 32 个样本。需数秒至一分钟，训练照常进行。',
}
