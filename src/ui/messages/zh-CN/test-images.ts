/** How many test images something is about, in Chinese: a random subset, or all that there are. */
import { format as f } from './format.ts'

export const testImages = (count: number, total: number): string =>
  `${count < total ? '随机' : '全部'} ${f.integer(count)} 张测试图像`
