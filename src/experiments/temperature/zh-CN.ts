/** The words of the experiment temperature, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question:
    '模型有 8 个比特，用精确梯度训练。300 步之后，在相同的权重处测量 Gumbel-Softmax，温度从 0.1 到 2。降低温度会怎样？',
  choices: ['偏差与方差都下降', '偏差下降，方差上升', '偏差上升，方差下降'],
  figures: [
    '偏差与梯度的长度之比，τ = 2',
    '同上，τ = 0.35（采样看不出偏差时为 0）',
    '方差：τ = 0.2 与 τ = 2 之比',
  ],
  because:
    '温度低时松弛比特几乎就是硬比特，解码之处几乎就是真正的编码；但它对 γ 的斜率是高约 1/τ 的窄峰，很少有样本落在峰上。',
}
