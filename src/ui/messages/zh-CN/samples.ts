/** The words of the Samples region, in Chinese. */
import type { samplesText as en } from '../en/samples.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'

export const samplesText: Words<typeof en> = {
  samples: '样本',
  sampleViews: '显示哪些样本',
  prior: '先验',
  reconstructions: '重构',
  priorCaption: '自第 0 步起，始终由同样的 96 个 z ~ N(0, I) 解码而来',
  reconstructionsCaption: '两行一组：上为随机的测试图像，下为模型对其的重构',
  priorAlt: ({ count, step }) =>
    `由固定的先验抽样解码出的 ${f.integer(count)} 张图像，约在第 ${f.integer(step)} 步`,
  reconstructionsAlt: ({ count, step }) =>
    `${f.integer(count)} 张随机的测试图像，每张下方为其重构，约在第 ${f.integer(step)} 步`,
  samplesAlt: '尚无样本',
  samplesEmpty: '模型就绪后，样本即显示于此。',
}
