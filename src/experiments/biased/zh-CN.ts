/** The words of the experiment biased, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question:
    '8 比特的编码有 256 个状态，梯度可以精确计算，模型即用它训练。600 步之后，在相同的权重处对每种估计量采样 64 次。谁的均值不是精确梯度？',
  choices: [
    '得分函数，它的方差最大',
    'DisARM，它为每张图像解码两个编码',
    '直通估计量，它的方差远小于得分函数',
  ],
  figures: [
    '直通估计量的偏差与梯度的长度之比',
    '方差：得分函数与直通估计量之比',
    '方差：DisARM 与直通估计量之比',
  ],
  because:
    '方差大小不能说明有无偏差。直通估计量用一个编码处的斜率代替两个编码之间 f 的差值，增加采样消除不了这种误差。得分函数与 DisARM 只比较 f 的值，均值精确；DisARM 的方差与直通估计量相近。',
}
