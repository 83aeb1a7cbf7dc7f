/** The words of the experiment same-mean, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question:
    '训练 200 步之后，在相同的权重处用两种估计量各采样梯度 512 次。得分函数给出正负两种极大的值。两者的均值相差多远？',
  choices: ['得分函数偏大', '得分函数偏向零', '不超过随机误差'],
  figures: ['单次采样的方差：得分函数与重参数化之比', '均值之差，以标准误为单位（随机时约为 1）'],
  because: '两者都无偏：极大的正负值在均值中相互抵消，差别只在于需要多少次采样才能看出来。',
}
