/** The words of the sliders where latents are bits or classes, in Chinese. */
import type { codeSlidersText as en } from '../en/latent-code-sliders.ts'
import type { Sentence, Words } from '../told.ts'
import { format as f } from './format.ts'

export const written = (point: readonly number[]): string => point.map((value) => f.integer(value)).join(' ')

const noView = {
  map: {
    title: '编码过多，无法绘制分布图',
    text: '比特与类别的取值之间没有位置：其分布图为每个编码画一格，至多 256 个。请减少潜变量或类别。',
  },
  between: {
    title: '两个编码之间没有别的编码',
    text: '两个离散编码之间的直线离开了编码的集合，解码器从未在那里训练过。请改用解码图像旁的控件，每次改变编码的一个潜变量。',
  },
  compare: {
    title: '只比较实数潜变量',
    text: '此视图中的均值、离散程度与空洞属于先验为 N(0, I) 的实数潜变量。离散编码的先验在所有状态上均匀。',
  },
} as const

export const codeSlidersText: Words<typeof en> = {
  codeBits: '编码的比特',
  codeClasses: '编码的类别',
  codeClass: ({ value }) => `类别 ${f.integer(value)}`,
  codeZeros: '全为 0',
  codeZerosHint: '将每个潜变量设为 0',
  codeRandomHint: '将编码设为均匀先验的一次采样',
  codeAnyImageHint: '将编码设为随机一张测试图像最可能的编码',
  codeUndoHint: '回到先前的编码',
  codeDecodedAlt: ({ point }) =>
    point.length <= 16 ? `由编码 ${written(point)} 解码的图像` : '由编码解码的图像',
  codeNoViewTitle: ({ view }) => noView[view].title,
  codeNoViewText: ({ view }) => noView[view].text,
}

const at = (code: string | number | undefined): string => (code ? `：${code}` : '')

export const codesAnnouncements: Readonly<Record<string, Sentence>> = {
  'code-origin': () => '所有潜变量均为 0',
  'code-drawn': ({ code }) => `编码为先验的一次采样${at(code)}`,
  'code-undone': ({ code }) => `编码已回到先前的值${at(code)}`,
  'code-chosen': ({ image, label, code }) =>
    image === undefined
      ? `已设为您手写的图像最可能的编码${at(code)}`
      : `已设为测试图像 ${f.integer(Number(image))}${
          label === undefined ? ' ' : `（数字 ${label}）`
        }最可能的编码${at(code)}`,
}
