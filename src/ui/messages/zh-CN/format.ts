/** Numbers in Chinese: the same figures as in English. */
import { createFormat } from '../format.ts'

export const format = createFormat('zh-CN')

/** How many test images something is about, in Chinese: a random subset, or all that there are. */
export const testImages = (count: number, total: number): string =>
  `${count < total ? '随机' : '全部'} ${format.integer(count)} 张测试图像`
