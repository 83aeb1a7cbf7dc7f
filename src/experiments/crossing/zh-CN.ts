/** The words of the experiment crossing, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question:
    '没有图像，也没有模型：z 只是一个数，服从 μ = σ = 1 的高斯分布，f(z) = cos kz。对三个不同的 k，两种估计量各对 E f 关于 μ 的梯度采样 10,000 次，不用基线。哪一种的方差更小？',
  choices: [
    '无论 k 多大，都是重参数化',
    'k = 0.5 时是重参数化，k = 3 时是得分函数',
    '无论 k 多大，都是得分函数',
  ],
  figures: ['单次采样的方差：得分函数与重参数化之比，k = 0.5', '同上，k = 1.06', '同上，k = 3'],
  because:
    '重参数化梯度就是 f 的导数，它随 k 增大，方差也随之增大，k 较大时按 k² 增长；得分函数只用到 f 的值，而这些值始终在 −1 与 1 之间。μ = σ = 1 时，两者在 k ≈ 1.06 处相等；换成别的 μ、σ 或基线，相等之处也随之改变。预期范围是精确的方差之比，并为采样误差留出余地；实测值则由页面的随机种子采样得到。',
}
