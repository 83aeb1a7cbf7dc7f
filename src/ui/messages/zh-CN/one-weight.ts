/** The words of the bench of importance weights, in Chinese. */
import type { oneWeightText as en } from '../en/one-weight.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'

export const oneWeightText = {
  exampleWeights: '重要性权重',
  presetLanding: 'STL 有偏',
  presetMany: '采样很多',
  presetOverconfident: '过于自信的 q',
  weightsMean: '均值',
  weightsBias: '偏差',
  weightsVariance: '方差',
  weightsSignal: '信号 / 噪声',
  weightsUnit: 'STL 的偏差',
  weightsVerdict: ({ k, gradient }) =>
    k === 1 ? 'K = 1 时它无偏，与双重重参数化梯度相同' : `梯度为 ${gradient}；STL 的期望在别处`,
  weightsDrawsLabel: '一维情形下重要性加权下界的梯度估计量的采样',
  weightsCaption: ({ draws, gradient, most, k }) =>
    `z ~ N(0, 1)，x | z ~ N(z, 1)，x = 2，q = N(μ, σ²)；真后验为 N(1, ½)。重要性加权下界的梯度为 ${gradient}${k > most ? '（双重重参数化梯度的实测均值）' : ''}。${
      k > most
        ? `各值为 ${f.integer(draws)} 次估计的实测值 ± 标准误；K 不超过 ${f.integer(most)} 时另有精确值。`
        : `精确值由数值积分得到，其下为 ${f.integer(draws)} 次估计的实测值 ± 标准误。`
    }`,
  weightsSignalCaption: '信号 / 噪声：|梯度| / 标准差。',
  weightsLandingCaption: ({ k }) =>
    k === 1
      ? 'STL 略去得分项；K = 1 时得分的均值为 0，K > 1 时则不为 0。'
      : 'STL 略去得分项；K > 1 时，样本所占的权重依赖于该样本，得分的均值不为 0，略去它就带来偏差，估计再多次也平均不掉。训练时拒绝使用它；双重重参数化梯度目的相同而无偏差。',
} satisfies Words<typeof en>
