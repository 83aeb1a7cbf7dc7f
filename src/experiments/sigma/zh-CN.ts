/** The words of the experiment sigma, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question:
    '高斯似然把平方误差除以 2σ²。四个分支从相同的权重出发：σ = 1，β = 1；σ = 0.1，β = 100；σ = 0.1，β = 1；σ = 1，β = 1，学习率为十倍。400 步之后，哪一个与第一个是同一个网络？',
  choices: [
    '没有：损失或学习率各不相同',
    '第二个：它的损失是第一个的一百倍',
    '第三个：σ 只改变损失的尺度，而 Adam 会将其抵消',
    '第四个：它的损失与第一个相同',
  ],
  figures: [
    'σ = 0.1、β = 100 的 KL 与第一个分支之比',
    'σ = 0.1、β = 1 的 KL 与第一个分支之比',
    '十倍学习率的 KL 与第一个分支之比',
  ],
  because:
    '除一个常数外，损失等于 1/σ² 乘以（平方误差的一半加 σ²β 乘以 KL）：整个损失的倍数会被 Adam 除掉，因此第二个分支与第一个只差舍入误差和 Adam 的 ε；而 KL 相对于误差的分量是 σ²β，任何学习率都改变不了它。',
}
