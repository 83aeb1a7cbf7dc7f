/** The words of the Samples region, in Chinese. */
import type { samplesText as en } from '../en/samples.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'

export const samplesText: Words<typeof en> = {
  samples: '样本',
  sampleViews: '样本视图',
  prior: '先验',
  reconstructions: '重构',
  priorCaption: '由 96 个 z ~ N(0, I) 解码，整个训练过程中保持不变',
  priorCodesCaption: '由 96 个编码解码，每个都从全部编码中均匀采样，整个训练过程中保持不变',
  reconstructionsCaption: '两行一组：上为随机测试图像，下为重构',
  priorAlt: ({ count, step }) =>
    `由固定的先验采样解码出的 ${f.integer(count)} 张图像，约在第 ${f.integer(step)} 步`,
  reconstructionsAlt: ({ count, step }) =>
    `${f.integer(count)} 张随机的测试图像，每张下方为其重构，约在第 ${f.integer(step)} 步`,
  manifold: '流形',
  traversal: '潜变量遍历',
  codebook: '码本',
  samplesAlt: '尚无样本',
  samplesEmpty: '模型就绪后，样本即显示于此。',
}
