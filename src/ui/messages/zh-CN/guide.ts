/** The words of links that carry a lesson, in Chinese. */
import type * as en from '../en/guide.ts'
import type { Teller, Words } from '../told.ts'
import { format as f } from './format.ts'
import { zh } from './spacing.ts'

export const guideText: Words<typeof en.guideText> = {
  note: '说明',
  leavePresenting: '显示设置',
  openWhole: '在实验室中打开',
  experiments: '引导实验',
  experimentsNone: '选择一个引导实验',
  experimentNamed: ({ place, title }) => zh`${place}. ${title}`,
  experimentRun: '开始实验',
  experimentPredictFirst: '请先预测；您的选择将与结果并列显示。',
  experimentReplaces: ({ steps }) => zh`共 ${f.integer(steps)} 步，将取代当前运行。`,
  experimentKeepsRun: '不训练模型，当前运行保持不变。',
  experimentProgress: ({ step, steps }) => zh`第 ${f.integer(step)} 步，共 ${f.integer(steps)} 步`,
  experimentMeasuring: '正在测量梯度',
  experimentAveraging: '正在精确计算 log p(x)',
  experimentWeighing: ({ done, total }) => zh`正在估计 log p(x)：${f.percent(total > 0 ? done / total : 0)}`,
  experimentFigure: '数值',
  experimentPromised: '预期',
  experimentMeasured: '实测',
  experimentRange: ({ least, most }) => zh`${least} 至 ${most}`,
  experimentKept: '符合预期',
  experimentBroken: '不符合预期',
  experimentRight: ({ choice }) => zh`与您的预测一致：${choice}。`,
  experimentOther: ({ predicted, choice }) => zh`您的预测：${predicted}。结果：${choice}。`,
  experimentEarlier: '以上为先前一次运行的测量结果，不属于当前显示的运行。',
  experimentElsewhere: '预期数值针对 MNIST；此模型是用其他图像训练的。',
  experimentWhy: '查看推导',
}

export const guideAnnouncements: Words<typeof en.guideAnnouncements> = {
  'experiment-done': () => '实验已结束，数值已显示',
  'seeds-done': () => '所有随机种子均已训练并评估',
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
