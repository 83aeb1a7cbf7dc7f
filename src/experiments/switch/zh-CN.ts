/** The words of the experiment switch, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question:
    '模型先用重参数化训练 300 步，然后在相同的权重处切换到一个样本、没有基线的得分函数。在接下来的 100 步中，ELBO 会怎样？',
  choices: ['上升得更慢', '保持不动', '下降'],
  figures: ['第 400 步的 ELBO 减第 300 步的 ELBO（nat）'],
  because: '优化器所跟随的梯度，其噪声远大于期望，因此每一步大多朝随机方向走，抵消了已学到的东西。',
}
