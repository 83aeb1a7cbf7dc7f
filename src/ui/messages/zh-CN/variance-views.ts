/** The words of those views of the Gradient variance region that are fetched when they are wanted, in Chinese. */
import type { varianceViewsText as en } from '../en/variance-views.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'
import { zh } from './spacing.ts'

const byLayer = {
  byLayerLabel: '各种梯度估计量在编码器各层的方差',
  axisLayer: '编码器的层',
  layerHeader: '层',
  inputsHeader: '输入数',
  outputsHeader: '输出数',
  layer: ({ from, to }) => `${f.integer(from)} → ${f.integer(to)}`,
  lastLayer: ({ from, to, names }) => `${f.integer(from)} → ${f.integer(to)} (${names})`,
  byLayerCaption: ({ step }) => `第 ${f.integer(step)} 步的点及其 95% 区间。各层的方差之和等于总方差。`,
} satisfies Partial<Words<typeof en>>

const coordinates = {
  drawGradients: ({ draws }) => `采样 ${f.integer(draws)} 个梯度`,
  drawAgain: '重新采样',
  coordinate: '坐标',
  coordinateLabel: ({ name }) => zh`关于 ${name} 的梯度的采样`,
  coordinateEmptyTitle: '梯度的一个坐标',
  coordinateEmptyText: '在当前权重下，对各估计量梯度的同一个坐标采样 512 次，比较均值与离散程度。',
  axisGradient: '梯度',
  axisDraws: '每个区间的采样数',
  wholeRange: '全范围',
  closeUp: '放大',
  histogramRange: '范围',
  outside: ({ count, name }) => zh`${name}有 ${f.integer(count)} 次采样在范围之外`,
  binFrom: ({ x }) => `自 ${x} 起的区间`,
  mean: '均值',
  meanHeader: '均值 ± 标准误',
  deviationHeader: '标准差',
  plusMinus: ({ value, error }) => `${value} ± ${error}`,
  sameMean: ({ errors, spread }) =>
    errors < 3
      ? `均值一致（相差 ${f.fixed(errors, 1)} 个标准误）；标准差之比为 ${f.times(spread)}。`
      : `均值相差 ${f.fixed(errors, 1)} 个标准误；标准差之比为 ${f.times(spread)}。`,
  drawHeader: '采样',
  coordinateHeader: ({ name, estimator }) => zh`关于 ${name} 的梯度，${estimator}（nat/张）`,
  coordinateCaption: ({ name, step, draws }) =>
    zh`−ELBO 对探针的图像取均值后，关于编码器输出偏置 ${name} 的梯度：第 ${f.integer(step)} 步的 ${f.integer(draws)} 次采样。`,
} satisfies Partial<Words<typeof en>>

const againstL = {
  againstLLabel: '各种梯度估计量的方差随每张图像采样数的变化',
  measureAgainstL: '测量',
  samplesValue: ({ samples }) => `L = ${f.integer(samples)}`,
  againstLEmptyTitle: '增加采样数的效果',
  againstLEmptyText:
    '在当前权重下测量每种估计量与每种基线，每张图像取 L = 1, 2, 4, … 32 个样本。需数秒至一分钟，训练照常进行。',
  slopeName: '1/L',
  seriesName: ({ name, baseline }) => zh`${name}，${baseline}`,
  columnFirst: '最初',
  columnLast: '最后',
  columnFall: '缩小',
  columnSlope: '1/L',
  valueAt: ({ value, samples }) => `${f.scientific(value)}（L = ${f.integer(samples)}）`,
  times: ({ value }) => `${f.times(value)} 倍`,
  againstLCaption: ({ from, to }) =>
    `${from === to ? `在第 ${f.integer(from)} 步。` : `在第 ${f.integer(from)} 至 ${f.integer(to)} 步，训练同时进行。`}各点附 95% 区间。细线自首点起按 1/L 下降，与 L 次独立采样均值的方差相同；留一法起初下降更快。`,
} satisfies Partial<Words<typeof en>>

const againstK = {
  againstKLabel: '编码器梯度的信噪比随一并使用的采样数 K 的变化',
  axisSignal: '单个权重的信噪比',
  againstKEmptyTitle: '更紧的下界对梯度的影响',
  againstKEmptyText:
    'K 越大，重要性加权下界越紧。在当前权重下测量编码器梯度的信噪比，K = 1, 2, 5, … 50。需数秒至数分钟，训练照常进行。',
  signalSlope: '斜率',
  signalEnds: ({ lo, hi }) => `${f.fixed(lo, 2)} – ${f.fixed(hi, 2)}`,
  power: ({ exponent }) => `K^${f.fixed(exponent, 2)}`,
  powerExpected: ({ exponent }) => `K 很大、β = 1 时：K^${f.fixed(exponent, 1)}`,
  againstKCaption: ({ from, to, weights, draws, floor }) =>
    `${from === to ? `在第 ${f.integer(from)} 步。` : `在第 ${f.integer(from)} 至 ${f.integer(to)} 步，训练同时进行。`}单个权重的信噪比：其梯度的 |均值| / 标准差。图中是编码器 ${f.integer(weights)} 个带噪声的权重（每层随机选取）的均方根，来自 ${f.integer(draws)} 次采样，附 95% 区间。所有无偏估计量的均值相同，因此取自噪声最小的一种，并减去其中残留的噪声。文献中的汇总量，即 |均值| / 标准差的平均，见 CSV：若只有噪声，它约为 ${f.short(floor)}。图中只画测得的值；斜率由有信号的点拟合得到，测完所有 K 后给出。`,
  againstKTheory:
    '理论预期：K 很大且 β = 1 时，全导数的信噪比按 1/√K 下降（Rainforth 等 2018），双重重参数化梯度的信噪比按 √K 上升（Tucker 等 2019）；β 取其他值时，平均梯度不随 K 增大而消失，两者都上升。两者都是编码器固定、K 大到权重分散在许多样本上时的规律；在此之前，或编码器接近另一个 K 的最优时，平均梯度本身随 K 变化，信噪比可升可降：用 ELBO 训练、像素为伯努利分布的模型，起初多半上升。引导实验“下界更紧，信号更弱？”中的模型，其权重分散在许多样本上。',
  signalSquareHeader: ({ name }) => zh`单个权重信噪比的平方（对权重取均值），${name}`,
  signalPlainHeader: ({ name }) => zh`|均值| / 标准差对权重的平均，${name}`,
  signalWeightsHeader: ({ name }) => zh`带噪声的权重数，${name}`,
} satisfies Partial<Words<typeof en>>

const arrows = {
  arrowsEmptyTitle: '画成箭头的梯度',
  arrowsEmptyText: ({ symbol }) =>
    zh`一张图像关于 ${symbol} 的梯度有两个分量，即平面上的一个箭头。可用每种估计量多次采样。`,
  arrowsNoPlaneTitle: '没有可画箭头的平面',
  arrowsNoPlaneText: ({ part, count }) =>
    zh`箭头需要恰有两个分量的梯度。此模型编码器输出的第一部分（${part}）有 ${f.integer(count)} 个分量；“单个坐标”可显示其中任何一个。`,
  arrowAxis: ({ name }) => `∂/∂${name}`,
  image: '图像',
  imageOf: ({ image, images }) => `第 ${f.integer(image)} 张，共 ${f.integer(images)} 张`,
  arrowScale: '比例',
  sameScale: '同一比例',
  ownScale: '各自比例',
  arrowsAlt: ({ name, x, y, draws, spread }) =>
    zh`${name}：平均梯度 (${x}, ${y})；${f.integer(draws)} 次采样，标准差为 ${spread}`,
  arrowsMean: ({ x, y }) => `均值 (${x}, ${y})`,
  arrowsSpread: ({ spread }) => `标准差 ${spread}`,
  arrowsRing: ({ reach }) => reach,
  arrowsCaption: ({ shown, draws, step, image, names }) =>
    `探针批次中第 ${f.integer(image)} 张图像的 ∂(−ELBO)/∂(${names})，单位为 nat：第 ${f.integer(step)} 步的 ${f.integer(shown)} 次单独采样，以及 ${f.integer(draws)} 次的均值（黑色）。圆旁的数字为其半径。`,
  arrowHeader: ({ name, axis }) => zh`${name}，d/d ${axis}（奈特）`,
} satisfies Partial<Words<typeof en>>

const bench = {
  benchUnit: '重参数化的方差，精确值',
  benchWins: ({ ratio }) =>
    ratio < 1
      ? `此处得分函数胜出：其方差是重参数化的 ${f.times(ratio)} 倍`
      : ratio > 1
        ? `此处重参数化胜出：得分函数的方差是其 ${f.times(ratio)} 倍`
        : '此处两者方差相同',
  benchFunction: 'f',
  families: ({ family }) => ({ square: '(z − k)²', cosine: 'cos kz', bump: 'exp(−kz²)' })[family],
  benchCoordinate: '求导变量',
  benchCoordinates: ({ coordinate }) => ({ mu: 'μ', 'log-sigma': 'log σ' })[coordinate],
  benchBaseline: '基线',
  benchBaselines: ({ baseline }) => ({ zero: '0', mean: 'E f', best: '最优' })[baseline],
  benchMu: 'μ',
  benchSigma: 'σ',
  benchK: 'k',
  presets: '示例',
  presetWins: '得分函数胜出之处',
  presetSquare: 'z²',
  presetFar: '(z + 3)²',
  presetTaylor: '泰勒展开有利之处',
  presetTaylorFails: '泰勒展开有害之处',
  presetBest: '(z + 3)²，最优基线',
  functionLabel: ({ f: name }) => `f(z) = ${name} 与 z 的密度`,
  axisZ: 'z',
  axisF: 'f(z)',
  density: 'z 的密度（经缩放）',
  densityHeader: ({ name }) => zh`${name} 的密度`,
  functionName: 'f',
  benchDrawsLabel: '一维情形下两种梯度估计量的采样',
  benchDrawsHeader: ({ name }) => zh`梯度，${name}`,
  benchOther: ({ kind }) => ({ taylor: '重参数化，泰勒控制变量', measureValued: '测度值梯度' })[kind],
  benchOthersCaption:
    '泰勒控制变量：从重参数化梯度中减去 f 在 μ 处二阶展开的斜率，再加回其解析的期望。若 f 在 q 的宽度内接近抛物线，噪声所剩无几；若 f 起伏不定，展开几乎处处不准，反而带来噪声。测度值梯度：一个常数乘以 f 在两个耦合样本处的差。它只需 f 的值，但每个参数需要两个：VAE 的每个潜变量要解码 4 次。两者都无偏。',
  exactGradient: '精确梯度',
  exactHeader: '精确方差',
  measuredHeader: '实测 ± 标准误',
  benchCaption: ({ draws, gradient, baseline }) =>
    `z ~ N(μ, σ²)。精确值由数值积分得到，实测值来自 ${f.integer(draws)} 次采样，除测度值梯度外都用同样的噪声。梯度为 ${gradient}；基线为 ${baseline}。`,
} satisfies Partial<Words<typeof en>>

export const varianceViewsText: Words<typeof en> = {
  ...byLayer,
  ...coordinates,
  ...againstL,
  ...againstK,
  ...arrows,
  ...bench,
}
