/** The words of the experiment constant, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question:
    '在相同的权重处（因此 q 的尾部相同），分别测量不用基线与用留一基线的得分函数；后者只是从 f 中减去一个常数。它的方差会怎样？',
  choices: ['不变：方差来自 log q 的尾部', '下降很多倍', '降到重参数化的水平'],
  figures: ['方差：不用基线与留一基线之比，L = 2', '同上，L = 16'],
  because: '两者的尾部相同，常数却不同：对任何 z，f 都在 −100 上下或更低，而这个常数与得分相乘。',
}
