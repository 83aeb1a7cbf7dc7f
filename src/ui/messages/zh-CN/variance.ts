/** The words of the Gradient variance region, in Chinese. */
import type { varianceText as en } from '../en/variance.ts'
import { unbroken } from '../format.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'
import { zh } from './spacing.ts'

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'
const subscript = (place: number) => [...String(place)].map((digit) => SUBSCRIPTS[Number(digit)]).join('')

const coordinateName: (typeof en)['coordinateName'] = ({ symbol, place }) => `${symbol}${subscript(place)}`

const general = {
  variance: '梯度方差',
  varianceTab: '方差',
  varianceViews: '方差视图',
  varianceView: ({ chart }) =>
    ({
      'over-time': '随时间',
      'by-layer': '按层',
      'one-coordinate': '单个坐标',
      'against-l': '随 L 的变化',
      'against-k': '随 K 的变化',
      bias: '偏差',
      arrows: '箭头',
      'one-dimension': '一维',
    })[chart],

  ratioFigure: ({ ratio }) => `${f.times(ratio)} 倍`,
  ratioUnit: ({ name }) => zh`${name}的方差`,
  ratioInterval: ({ lo, hi }) => `(${f.timesBetween(lo, hi)})`,
  ratioWhere: ({ name, samples, baseline }) => zh`${name}，L = ${f.integer(samples)}，${baseline}`,
  ratioWhereNoBaseline: ({ name, samples }) => zh`${name}，L = ${f.integer(samples)}`,
  ratioNone: '两种估计量的方差之比',
  ratioNoNoise: '其余估计量的采样全都相同：编码已不再随机',
  ratioOfOne: '在这些设置下只能测量一种估计量',
  ratioNotFinite: '有梯度不是有限值',
  ratioWhen: '训练期间测量',
  ratioWhenPoint: '没有噪声，因而没有方差',
  measurePoint: '自编码器没有噪声，没有方差可测量',
  ratioWhenOff: '方差探针已关闭；“立即测量”仍可测量',
  baselineNone: '无基线',
  baselineSome: ({ name }) => zh`基线：${name}`,

  measurements: () => '次测量',
  measurementsOver: ({ taken, share }) =>
    zh`测量占用 ${f.percent(taken)} 的时间：在本机上 ${f.percent(share)} 不够。`,

  measureNow: '立即测量',
  measuring: '测量中',
  measuringDraws: ({ done, total }) =>
    total > 0 ? `${f.integer(done)} / ${f.integer(total)} 次采样` : '测量中…',
  measuringProbes: ({ done, total }) => `${f.integer(done)} / ${f.integer(total)} 次测量`,
  measureBusy: '另一项测量正在进行，可将其取消',
} satisfies Partial<Words<typeof en>>

const BIAS_TRUTHS = {
  exact: '真值为枚举所有状态得到的精确梯度。',
  pooled:
    '状态过多，无法枚举：真值为各无偏估计量的合并均值，权重取使其方差最小者，其自身误差已计入每个区间。无偏估计量则与其余无偏估计量的合并均值相比较。',
  one: '状态过多，无法枚举：真值为一种无偏估计量的均值，其自身误差已计入每个区间。',
} as const

const overTime = {
  axisVariance: '梯度的总方差',
  varianceEmptyTitle: '尚未测量',
  varianceEmptyText: '示意图：每种梯度估计量的方差，在相同的权重下测量，无论用哪种训练。',
  overTimeLabel: '各种梯度估计量的方差随步数的变化',
  whichImages: '批次之间',
  figuresFold: '数值',
  figures: '最近一次测量',
  figuresVariance: '方差 V',
  figuresInterval: '95% 区间',
  figuresNoise: '噪声 / 信号',
  figuresBias: '偏差平方',
  figuresCosine: '余弦',
  noBias: '无',
  biasBelow: ({ most }) => zh`低于 ${f.scientific(most)}`,
  biasCaption:
    '偏差平方：估计量的均值与真值之差的平方范数，两个均值中残余的噪声已减去。无偏估计量也同样测量，作为检验：其偏差应与 0 无法区分，此时给出它低于何值，并给出其相对于梯度长度 |g| 的比例。方差 + 偏差平方：单次采样的均方误差。余弦：均值与真值夹角的余弦。“无信号”：采样无法将均值或真值与 0 区分开，或连与 |g| 等长的偏差也无法排除。均附 95% 区间。',
  biasTruth: ({ truth }) => BIAS_TRUTHS[truth],
  biasShareBelow: ({ share }) => zh`低于 |g| 的 ${f.percent(share)}`,
  figuresCost: 'V × 代价',
  figuresWhat: '这些数字的含义',
  noiseCaption:
    '噪声 / 信号：V / |g|² 及其 95% 区间，其中 g 是平均梯度；无偏估计量的 g 相同，由噪声最小者估计。短横：无法将 |g|² 与 0 区分开。',
  costCaption: 'V × 代价：V 乘以每张图像的 L 次解码。',
  figuresCaption: ({ draws, images }) =>
    `V：编码器梯度的总方差（协方差的迹），由 ${f.integer(draws)} 次噪声采样测得；各估计量使用相同的权重和相同的 ${f.integer(images)} 张图像。“批次之间”（小批量方差）：不计噪声时，每批 ${f.integer(images)} 张图像之间的方差。`,
  interval: ({ lo, hi }) => `${unbroken(`${f.scientific(lo)} –`)} ${f.scientific(hi)}`,
  noSignal: ({ draws }) => `用 ${f.integer(draws)} 次采样无法将梯度的信号与 0 区分开`,
  varianceHeader: ({ name }) => zh`方差，${name}（(nat/张)^2）`,
  batchesOne: ({ images }) =>
    `每个区间只针对一批 ${f.integer(images)} 张图像；另一批次的比值可能落在区间之外。`,
  measureBatches: ({ batches }) => `测量 ${f.integer(batches)} 个批次`,
  batchesFound: ({ mean, spread, least, greatest, batches, images }) =>
    `${f.integer(batches)} 个批次，每批 ${f.integer(images)} 张图像：平均 ${f.times(mean.value)} 倍（${f.times(mean.lo)} – ${f.times(mean.hi)}），最小 ${f.times(least)} 倍，最大 ${f.times(greatest)} 倍。批次之间相差 ${f.percent(spread)}（标准差）。`,
  ratioHeader: ({ name }) => zh`方差之比，${name}比噪声最小者`,
  noiseHeader: ({ name }) => zh`噪声与信号之比，${name}`,
  baselineHeader: '基线',
  drawsHeader: '噪声采样次数',
  imagesHeader: '批次的图像数',
  lower: ({ name }) => zh`${name}，95% 下限`,
  upper: ({ name }) => zh`${name}，95% 上限`,
  coordinateName,
  measureAgain: '重新测量',
  axisSamples: '每张图像的采样数 L',
  bandsSum: '方差 + 偏差平方',
  noSignalShort: '无信号',
  cosineInterval: ({ lo, hi }) => `${lo} – ${hi}`,
  biasHeader: ({ name }) => zh`偏差平方，${name}（(nat/张)^2）`,
  errorHeader: ({ name }) => zh`单次采样的均方误差，${name}（(nat/张)^2）`,
  cosineHeader: ({ name }) => zh`与梯度夹角的余弦，${name}`,
} satisfies Partial<Words<typeof en>>

export const varianceText: Words<typeof en> = { ...general, ...overTime }
