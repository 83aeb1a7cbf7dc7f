/** Numbers in Chinese: the same figures as in English. */
import { createFormat } from '../format.ts'

export const format = createFormat('zh-CN')
