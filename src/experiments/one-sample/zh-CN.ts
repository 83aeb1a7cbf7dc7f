/** The words of the experiment one-sample, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question: '两个重参数化的分支，L = 1 与 L = 16。后者的解码量是前者的 16 倍。400 步之后，它好多少？',
  choices: ['最多几个 nat', '大约 30 nat', '超过 100 nat'],
  figures: ['ELBO：L = 16 减 L = 1（nat）', '梯度方差：L = 16 与 L = 1 之比'],
  because:
    '16 个样本把 z 的噪声降到不足 1/10，但批中图像的选择带来的噪声不变；限制这些步的是步长，而不是噪声。',
}
