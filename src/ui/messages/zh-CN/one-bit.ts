/** The words of the bench of one bit, in Chinese. */
import type { oneBitText as en } from '../en/one-bit.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'
import { zh } from './spacing.ts'

const STRAIGHT = {
  'wrong-sign': '此处直通估计量符号相反',
  exact: '此处直通估计量无偏',
  biased: '此处直通估计量有偏',
} as const
const REINMAX = {
  exact: 'ReinMax 无偏',
  closer: 'ReinMax 更接近',
  worse: 'ReinMax 更差',
  'as-far': 'ReinMax 偏差相同',
} as const

const KNOTS = ['f(0)', 'f(⅓)', 'f(⅔)', 'f(1)']

export const oneBitText: Words<typeof en> = {
  example: '示例',
  exampleGaussian: '高斯',
  exampleBit: '一个比特',
  presetWrongSign: '直通估计量符号相反',
  presetReinmaxExact: 'ReinMax 无偏',
  presetReinmaxWorse: 'ReinMax 不如直通估计量',
  presetLine: '直线',
  bitRatio: ({ ratio }) => `${f.fixed(ratio, 2)} 倍`,
  bitUnit: '直通估计量的均值与精确梯度之比',
  bitVerdict: ({ straight, reinmax }) => `${STRAIGHT[straight]}；${REINMAX[reinmax]}`,
  bitNoGradient: 'f(0) = f(1)，精确梯度为 0',
  bitFunction: '0 到 1 之间的 f',
  bitHandle: ({ knot }) => KNOTS[knot] ?? 'f',
  bitFunctionCaption:
    '拖动手柄，或用方向键移动。比特只取 0 或 1：梯度只取决于 f(0) 与 f(1)。阴影为温度 τ 下松弛比特的密度（经缩放）。',
  bitTheta: 'θ',
  bitTemperature: 'τ',
  bitChart: '图',
  bitByTheta: '均值随 θ',
  bitByTemperature: '偏差平方、方差随 τ',
  bitChartLabel: ({ over }) =>
    over === 'by-theta'
      ? '单个比特的各估计量均值随 θ 的变化'
      : '单个比特的松弛估计量的偏差平方与方差随温度的变化',
  bitAxisTheta: 'θ，比特为 1 的概率',
  bitAxisMean: '梯度的均值',
  bitAtTheta: ({ theta }) => `θ = ${f.fixed(theta, 2)}`,
  bitTemperatureAxis: '温度 τ',
  bitAxisNoise: '方差、偏差平方',
  bitAtTemperature: ({ temperature }) => `τ = ${f.short(temperature)}`,
  bitHere: ({ x, over }) => `${over === 'by-theta' ? 'θ' : 'τ'} = ${f.short(x)}`,
  bitSlope: 'Gumbel-Softmax 方差的极限，与 τ 成反比',
  bitVarianceOf: ({ name }) => zh`${name}，方差`,
  bitBiasOf: ({ name }) => zh`${name}，偏差平方`,
  bitFlat: 'f 没有斜率：经过斜率的估计量均为 0',
  bitMean: '均值',
  bitBias: '偏差',
  bitVariance: '方差',
  bitUnmoved: '无偏：均值只取决于 f(0) 与 f(1)',
  bitMoved: '有偏：f 在两端之间的变化会移动均值',
  bitCaption: ({ draws, gradient, baseline }) =>
    `E f(b) 关于 γ = logit θ 的梯度，b 以概率 θ 取 1。精确值为闭式解或数值积分；其下为 ${f.integer(draws)} 次采样的实测值 ± 标准误，各估计量使用相同的噪声。精确梯度为 ${gradient}；得分函数的基线为 ${baseline}。随 τ 变化的图中，细线按 1/τ 下降。ARM 仅在此展示，不能用于训练模型。`,
}
