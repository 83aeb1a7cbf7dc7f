/** The words of the experiment landing, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question:
    '三个分支从相同的权重出发：重参数化；得分函数，一个样本；得分函数，16 个样本并用留一基线。400 步之后，第三个分支在哪里？',
  choices: ['与第二个一样差', '接近重参数化', '优于重参数化'],
  figures: [
    'ELBO：普通得分函数减重参数化（nat）',
    'ELBO：16 个样本的得分函数减重参数化（nat）',
    '梯度方差：普通得分函数与重参数化之比',
    '梯度方差：16 个样本与重参数化之比',
  ],
  because:
    '两种梯度的期望相同，差别只在方差：基线去掉 f 中的常数，多个样本再把余下的平均掉，得分函数就能训练。',
}
