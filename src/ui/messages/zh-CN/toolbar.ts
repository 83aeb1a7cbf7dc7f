/** The words of the toolbar, in Chinese. */
import type { toolbarText as en } from '../en/toolbar.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'
import { zh } from './spacing.ts'

export const toolbarText: Words<typeof en> = {
  title: 'ELBO 实验室',
  description: '在浏览器中训练变分自编码器，并实测其梯度估计量的表现。',
  question: '据说得分函数梯度的方差太大，无法训练 VAE。如果把方差降到足够小，能否直接用它来训练？',
  dock: '估计量与样本',
  trainAndSee: '训练看看',
  glossary: '术语表',
  toolbar: '训练控制',
  train: '训练',
  pause: '暂停',
  step: '单步',
  reset: '重置',
  resetHint: '按当前设置新建模型。本次运行以浅色曲线留在图中。',
  stepUnit: '步数',
  epochUnit: '轮次',
  rateUnit: '步/秒',
  imagesUnit: '图像/秒',
  savedUnit: '已保存',
  savedHint: '已保存到此浏览器中的最后一步。',
  savedLate: '浏览器的存储速度较慢：已保存的内容落后训练超过 5 秒。',
  savedFails: '目前无法保存运行；这是最后保存的一步。',
  readouts: '步数与速率',
  badges: '后端与数据',
  trainingRateUnit: '（仅训练时）',
  trainingRateHint: ({ training, clock }) =>
    zh`仅训练时 ${f.fixed(training, 1)} 步/秒，计入测量与绘图 ${f.fixed(clock, 1)} 步/秒`,
  epochProgress: '本轮进度',
  share: '分享',
  shared: '链接已复制',
  export: '导出',
  theme: ({ theme }) => ({ system: '主题：跟随系统', light: '主题：浅色', dark: '主题：深色' })[theme],
  languageSwitch: '改用英文（English）',
  backendRetry: '重新加载未能加载的部分，运行会继续。',
  backendNone: '尚无后端',
  backendMeasured: '在本机实测的每秒步数：',
  backendAsked: '明确指定，未测速。',
  backendAssumed: '很可能最快的后端。空闲时会与其他后端比较。',
  backendOnly: '本机唯一可用的后端，未测速。',
  backendDetail: ({ detail }) =>
    detail.replace(/^(\d+) threads?/, '$1 线程').replace(', without own kernels', '，未用自有内核'),
  backendBadge: ({ name, detail }) => zh`计算后端：${name}${detail && `，${detail}`}`,
  dataNone: '尚无数据',
  dataBadge: ({ name, origin }) => zh`训练数据：${name}，${origin}`,
  dataCounts: ({ train, test, classes }) =>
    `${f.integer(train)} 张用于训练，${f.integer(test)} 张留出，${classes === 0 ? '无类别' : `共 ${f.integer(classes)} 类`}。`,
  dataDrawn: ({ images }) => `${f.integer(images)} 个数字，首次用到时生成`,
  dataInstead: ({ name, images }) => zh`改用${name}训练，共 ${f.integer(images)} 张图像`,
  dataTurned: '互换行与列',
  parameters: ({ count }) => `模型共有 ${f.integer(count)} 个参数。`,
}
