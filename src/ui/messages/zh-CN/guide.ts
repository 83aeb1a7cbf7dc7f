/** The words of links that carry a lesson, in Chinese. */
import type * as en from '../en/guide.ts'
import type { Teller, Words } from '../told.ts'
import { zh } from './spacing.ts'

export const guideText: Words<typeof en.guideText> = {
  note: '说明',
  leavePresenting: '显示设置',
  openWhole: '在实验室中打开',
}

const told =
  (why: string, todo: string): Teller =>
  ({ key, given, legal }) => ({
    what: zh`链接中的 ${key!}=${given!} ${why}。`,
    kept: '此项不予采用，链接的其余部分已生效。',
    todo: todo && zh`${todo}${legal!}。`,
  })

export const linkFaults: Words<typeof en.linkFaults> = {
  'setting-not-a-switch': told('不是某一步的设置修改', '写法示例：at='),
  'setting-not-live': told('涉及的设置不能在训练中改变', '可以在某一步改变的设置：'),
  'setting-not-together': told('与那一步的其他设置不相容', '请在同一步一并修改它所需的设置，以逗号分隔'),
  'setting-too-many': told('超出了允许的数目', '一个链接最多：'),
  'setting-too-long': ({ legal }) => ({
    what: zh`链接中的说明超过 ${legal!} 个字符。`,
    kept: '只显示其开头部分。',
    todo: '请缩短。',
  }),
}
