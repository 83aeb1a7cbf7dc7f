/** The words of the experiment signal, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question:
    '300 步中只有解码器学习；其似然很宽（高斯，σ = 1），因此后验与 q 相近，50 个样本已经很多。然后在相同的权重处测量编码器梯度的信噪比，下界的样本数 K 从 1 到 50。下界更紧，信噪比会怎样？',
  choices: ['重参数化与双重重参数化的都上升', '两者都下降', '重参数化的下降，双重重参数化的不下降'],
  figures: ['信噪比：K = 50 与 K = 1 之比，重参数化', '同上，双重重参数化'],
  because:
    '样本越多，下界就越不依赖编码器：平均梯度大约按 1/K 缩小，噪声却只按 1/√K 缩小。双重重参数化去掉了一个只含噪声的项，留下的噪声比均值缩小得更快。若像素的似然很窄，少数几个权重会压倒其余所有权重，50 个样本就不足以显出这些规律，两者的信噪比都可能随 K 上升。',
}
