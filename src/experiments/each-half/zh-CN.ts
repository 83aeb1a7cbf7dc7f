/** The words of the experiment each-half, in Chinese. */
import type { ExperimentWords } from '../experiment.ts'

export const zhCN: ExperimentWords = {
  question:
    '三个分支从相同的随机权重出发：两半都学习；只有解码器学习；只有编码器学习。300 步之后，单独哪一半走得更远？',
  choices: ['编码器', '解码器', '一样'],
  figures: ['ELBO：只有解码器学习减两半都学习（nat）', 'ELBO：只有编码器学习减两半都学习（nat）'],
  because:
    '训练编码器只能缩小与 log p(x) 的间隙，而随机的解码器使每张图像的 log p(x) 都很低；只有解码器能提高 log p(x) 本身。',
}
