/** The words of the experiment autoencoder, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question: '分支 1 是 VAE，分支 2 是自编码器：没有噪声，也没有 KL。请比较两者的先验样本。哪一个重构得更好？',
  choices: ['自编码器', 'VAE', '一样'],
  figures: ['重构项：自编码器减 VAE（nat）'],
  because:
    '没有 KL，编码可以位于任何地方并携带尽可能多的信息，因此每张图像重构得更准；先验样本却落在编码之间，解码器从未在那里训练过。',
}
