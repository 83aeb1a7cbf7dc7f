/** The words of the experiment noise-dial, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question:
    '四个分支从相同的权重出发：重参数化；得分函数；重参数化梯度加上得分函数的噪声，该噪声的期望为零；梯度的均值加上该噪声的百分之一。400 步之后，第三个分支在哪里？',
  choices: ['接近重参数化：期望相同', '远低于它，与得分函数相当', '在两者中间'],
  figures: [
    'ELBO：得分函数减重参数化（nat）',
    'ELBO：噪声移植减重参数化（nat）',
    'ELBO：噪声旋钮 0.01 减重参数化（nat）',
    '梯度方差：噪声移植与重参数化之比',
    '梯度方差：噪声旋钮 0.01 与重参数化之比',
  ],
  because: '加入的只有噪声，训练就像得分函数那样失败；噪声降为百分之一，即方差降为万分之一，就能训练。',
}
