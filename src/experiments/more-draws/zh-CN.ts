/** The words of the experiment more-draws, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question:
    '两个分支从相同的权重出发：第一个用 ELBO 训练，第二个用 K = 50 的重要性加权下界训练。400 步之后，在相同的 100 张测试图像上评估两者的 ELBO 和 log p(x) 的估计值。第二个分支与第一个相比如何？',
  choices: ['两项都更好', 'ELBO 更差，log p(x) 更好', '两项都更差'],
  figures: [
    'ELBO：第二个分支减第一个（nat）',
    '50 个样本的下界：第二个分支减第一个（nat）',
    'log p(x)（用 5,000 个样本估计）：第二个分支减第一个（nat）',
  ],
  because:
    '对 50 个样本的下界来说，只要其中几个能很好地解释图像就够了，因此编码器可以让 q 更宽。ELBO 对所有样本取平均，每个不合适的样本都会拉低它。解码器主要从合适的样本中学习，这些样本比 q 更接近真实后验。',
}
