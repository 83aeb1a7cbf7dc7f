/** The words of the estimate of log p(x), in Chinese. */
import type { MeasuredOn } from '../../../protocol/likelihood.ts'
import type * as en from '../en/likelihood.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'
import { datasetName } from './settings.ts'

function measuredOn({ dataset, targets, likelihood, sigma }: MeasuredOn): string {
  const values = { grey: '灰度值', binarized: '二值化' }[targets]
  if (likelihood === 'gaussian') return `${datasetName(dataset)}，${values}，高斯似然 σ = ${f.short(sigma)}`
  return `${datasetName(dataset)}，${values}${targets === 'grey' ? '作为概率' : ''}`
}

export const likelihoodText: Words<typeof en.likelihoodText> = {
  likelihoodEmptyTitle: 'ELBO 比 log p(x) 低多少？',
  likelihoodEmptyText:
    '对每张测试图像从 q 采样 5,000 次并计算权重。K 次采样合在一起的下界从 ELBO（K = 1）升向 log p(x)。训练照常继续。',
  againstKMeasure: ({ images }) => `用 ${f.integer(images)} 张测试图像测量`,
  againstKImages: '测试图像',
  likelihoodLabel: '重要性加权下界随采样数 K 的变化',
  againstKWeighing: ({ done, total }) =>
    total > 0 ? `${f.integer(total)} 次采样已完成 ${f.percent(done / total)}` : '正在开始…',
  againstKProgress: '对 log p(x) 的估计',
  axisK: '合在一起的采样数 K',
  kValue: ({ k }) => `K = ${f.integer(k)}`,
  boundName: 'K 次采样的下界',
  evidenceName: '精确的 log p(x)',
  columnBound: 'nat/张',
  columnGain: '高出 ELBO',
  columnBelow: '低于 log p(x)',
  boundAndNoise: ({ value, error }) => `${f.fixed(value, 3)} ± ${f.fixed(error, 3)}`,
  likelihoodQuote: ({ value, error, draws, images, step, dataset, targets, likelihood, sigma }) =>
    `NLL ${f.fixed(-value, 1)} ± ${f.fixed(error, 1)} nat/张（${measuredOn({ dataset, targets, likelihood, sigma })}；重要性采样，每张图像 ${f.integer(draws)} 次；${f.integer(images)} 张测试图像，标准误；第 ${f.integer(step)} 步）`,
  likelihoodCaution: ({ kind }) =>
    ({
      grey: '对于灰度值，伯努利对数似然是负交叉熵，而不是图像的对数概率：此 NLL 不能与已发表的二值化图像的 NLL 比较。',
      density:
        '高斯似然是像素值（从 0 到 1）的概率密度：此 NLL 取决于这一单位和 σ，可能为负，不能与二值图像的 NLL 比较。',
    })[kind],
  likelihoodExact: ({ value, difference, error }) =>
    `虚线：同一批图像的精确值，log p(x) = ${f.fixed(value, 3)}；估计与之相差 ${f.fixed(difference, 3)} ± ${f.fixed(error, 3)}。`,
  likelihoodDefensive: ({ value, noise, beyond, images, wide, wider }) =>
    `圆环：防御性混合（采样数相同：一半来自 q，其余来自放宽到 ${f.short(wide)} 倍和 ${f.short(wider)} 倍的 q）：log p(x) = ${f.fixed(value, 3)} ± ${f.fixed(noise, 3)}${beyond > 0 ? `，${f.integer(images)} 张图像中有 ${f.integer(beyond)} 张的 k̂ 仍超限` : ''}。q 比后验窄时，这个估计更好。`,
  likelihoodDraws: ({ median, least, draws }) =>
    `有效样本量：${f.integer(draws)} 次采样中，中位数 ${f.short(median)}，最小 ${f.short(least)}。`,
  likelihoodNoExact: ({ why }) => `没有可比的精确值：${why}`,
  likelihoodShape: ({ median, most, limit }) =>
    `权重的 Pareto k̂：中位数 ${f.fixed(median, 2)}，最大 ${f.fixed(most, 2)}；不超过 ${f.fixed(limit, 2)} 时可靠。`,
  likelihoodTail: ({ beyond, images }) =>
    `${f.integer(images)} 张图像中有 ${f.integer(beyond)} 张的 k̂ 超过此值：这里 q 比后验窄，缺少权重最大的样本。估计很可能偏低，且偏差大于所示误差；增加采样帮助不大。`,
  likelihoodFew: ({ few, images }) =>
    `${f.integer(images)} 张图像中有 ${f.integer(few)} 张的有效样本量不足 10：其估计偏低，偏低多少未知，误差也被低估。`,
  likelihoodCaption:
    '误差棒为 95% 区间，± 为一个标准误，二者只计采样的随机性：换一批图像，所有点会一起移动。每个下界的期望不超过 log p(x)，单次估计可能略高。',
  likelihoodDataHeader: '数据集',
  likelihoodTargetsHeader: '像素目标',
  likelihoodLikelihoodHeader: '似然',
  likelihoodBoundHeader: 'L_K（nat/张）',
  likelihoodErrorHeader: '对图像的标准误',
  likelihoodNoiseHeader: '采样的标准误',
  likelihoodDefensiveHeader: 'log p(x)，防御性混合',
  likelihoodDefensiveNoiseHeader: '其采样的标准误',
  likelihoodLowerHeader: '下端（采样）',
  likelihoodUpperHeader: '上端（采样）',
}
