/** The words of the experiment more-draws, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question:
    '两个分支从相同的权重出发：第一个用 ELBO 训练，第二个用 50 个样本合在一起的下界训练。400 步之后，在相同的 100 张测试图像上比较两者的 ELBO 和 log p(x) 的估计值。第二个与第一个相比如何？',
  choices: ['两项都更好', 'ELBO 更差，log p(x) 更好', '两项都更差'],
  figures: [
    'ELBO（一个样本）：K = 50 训练减 K = 1 训练（nat）',
    '50 个样本的下界：K = 50 训练减 K = 1 训练（nat）',
    'log p(x)（5,000 个样本）：K = 50 训练减 K = 1 训练（nat）',
  ],
  because:
    '50 个样本中只要有几个能很好地解释图像就够了：编码器可以让 q 更宽，而 ELBO 对每个样本一视同仁，承受不起这样的宽度；解码器则主要从合适的样本中学习，几乎等于从真实后验中学习。',
}
