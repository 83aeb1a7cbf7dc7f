/** The words of the experiment collapse, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question: '三个分支，β 为 1、0.1 和 30。400 步之后，第三个分支中一张图像的编码携带多少 nat？',
  choices: ['约为第一个的三分之一', '一样多，只是分散在更多潜变量上', '几乎没有'],
  figures: ['β = 1 时的 KL（nat）', 'β = 0.1 时的 KL（nat）', 'β = 30 时的 KL（nat）'],
  because:
    '编码中每个 nat 的代价是 β nat：β 为 30 时没有任何细节值得这个代价，每张图像的 q 都等于先验，这就是后验坍缩。',
}
