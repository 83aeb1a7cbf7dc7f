/** The words of the ELBO region and of its curves, in Chinese. */
import type * as en from '../en/elbo.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'
import { zh } from './spacing.ts'

export const elboText: Words<typeof en.elboText> = {
  elbo: '证据下界',
  terms: '各项',
  heldOutTab: '留出集',
  againstKTab: '随 K 的变化',
  elboViews: '证据下界视图',
  heldOutUnit: 'nat/张，留出集',
  trainUnit: ({ smoothing }) => `nat/张，训练${smoothing > 0 ? '（平滑）' : ''}`,
  relaxedUnit: ({ smoothing }) => `nat/张，松弛目标${smoothing > 0 ? '（平滑）' : ''}，不是下界`,
  boundTrained: ({ k }) => `重要性加权下界，K = ${f.integer(k)}`,
  noUnit: 'nat/张',
  reconHeldOut: '留出集重构项（不是下界）',
  reconTrain: '训练重构项（不是下界）',
  evaluate: '立即评估',
  evaluating: ({ done, total }) =>
    total > 0 ? `${f.integer(done)} / ${f.integer(total)} 张图像` : '评估中…',
  evaluation: '评估',
  cancel: '取消',
  legendHeldOut: '留出集',
  legendTrain: '训练 ELBO',
  scale: '刻度',
  linear: '线性',
  log: '对数',
  smoothing: '平滑',
  csv: 'CSV',
  png: 'PNG',
  csvHint: '将图中数据下载为 CSV',
  pngHint: '将此图下载为 PNG',
  notShown: ({ count }) => `${f.integer(count)} 个值不为正，无法显示在对数刻度上`,
  axisStep: '步数',
  axisNats: 'nat/张',
  axisNatsLog: 'nat/张（−ELBO、−重构、KL）',
  chartLabel: '下界及其各项随步数的变化',
  chartKeys: '指向图表或按方向键，可读取精确值',
  noChart: '图表未能加载。数值见 metrics.csv（导出）。',
  emptyTitle: '尚未训练',
  emptyText: '示意图：重构项、KL，以及两者之差 ELBO。',
  emptyTextPoint: '示意图：重构项。自编码器没有 KL，也没有 ELBO。',
  runs: '历次运行',
  runsCompare: '比较各次运行',
  runsCompared: '各次运行及其不同之处',
  runName: ({ number }) => `第 ${f.integer(number)} 次`,
  runChip: ({ name, isCurrent, isHidden }) =>
    isCurrent ? zh`${name}，本次` : isHidden ? zh`${name}，未画出` : name,
  runNameField: '名称',
  runShown: '画出曲线',
  runPinned: '保留，不被新的运行替换',
  runRemove: '移除',
  seedsRun: ({ first, last }) => `用随机种子 ${first} 至 ${last} 重复`,
  seedsHint: ({ steps }) => `以当前设置为每个种子各训练 ${f.integer(steps)} 步，并在整个测试集上评估。`,
  seedsFirst: '请先训练：每次重复的步数与本次相同。',
  seedsNow: ({ seed, last }) => `正在训练种子 ${seed}，共 ${last} 个`,
  seedsStop: '停止',
  seedsQuote: ({ isBound, mean, margin, seeds, wanted, steps, images }) =>
    zh`${seeds < wanted ? `${f.integer(wanted)} 个种子中的 ${f.integer(seeds)} 个：` : ''}留出集${isBound ? 'ELBO' : '重构'} ${f.fixed(mean, 1)}${margin === null ? '' : ` ± ${f.fixed(margin, 1)}`} nat/张（${f.integer(seeds)} 个种子的均值${margin === null ? '' : '，95% t 区间'}；第 ${f.integer(steps)} 步；${f.integer(images)} 张测试图像）`,
  seedsBand: ({ seeds }) => `${f.integer(seeds)} 个种子的均值，95% 区间`,
  seedsMean: ({ seeds, curve }) => `${curve}，${f.integer(seeds)} 个种子的均值`,
  runCurve: ({ name, curve }) => zh`${name}，${curve}`,
  runAtStep: ({ step }) => `第 ${f.integer(step)} 步`,
  runDefault: '默认设置',
  atStepMark: ({ mark, step }) => zh`第 ${f.integer(step)} 步${mark}`,
  runMark: ({ mark, step }) => zh`自第 ${f.integer(step)} 步起${mark}`,
  runRecon: ({ recon }) => `${f.fixed(recon, 1)}（重构）`,
  runUse: '采用其设置',
  runUseNamed: ({ name }) => zh`采用“${name}”的设置`,
}

export const runColumns: Words<typeof en.runColumns> = {
  run: '运行',
  settings: '不同之处',
  steps: '步数',
  elbo: '留出集',
}

export const quantities: Words<typeof en.quantities> = {
  elbo: 'ELBO',
  relaxed: '松弛目标',
  bound: '重要性加权下界',
  recon: '重构',
  kl: 'KL',
}
export const splits: Words<typeof en.splits> = { train: '训练', test: '留出集' }
/** How a curve is told, with and without what was done to it. */
export const curveName: Words<typeof en.curveName> = ({ name, split }) => zh`${name}（${split}）`
export const curveHeader: Words<typeof en.curveHeader> = ({ name, split, smoothing }) =>
  zh`${name}，${split}${smoothing > 0 ? `，平滑 ${smoothing}` : ''}（nat/张）`
