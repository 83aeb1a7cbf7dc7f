/** The words of the experiment still, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question:
    '潜变量只有两维时，log p(x) 可以精确计算。前 150 步两半都学习，然后到第 300 步只有解码器学习，再到第 700 步只有编码器学习，测试图像的 ELBO 又上升几个 nat。在这最后 400 步中，这些图像的 log p(x) 会怎样？',
  choices: ['随下界一同上升', '随间隙缩小而下降', '保持不变'],
  figures: [
    'log p(x)：只有解码器学习时的变化（nat）',
    'log p(x)：只有编码器学习时的变化（nat）',
    'ELBO：只有编码器学习时的变化（nat）',
    '间隙 log p(x) − ELBO：只有编码器学习时的变化（nat）',
  ],
  because:
    'log p(x) = ELBO + KL(q(z|x) ‖ p(z|x)) 只取决于先验和解码器，而这里两者都不变：编码器使 ELBO 提高多少 nat，间隙（即 q 到后验的 KL 散度）就缩小多少 nat。',
}
