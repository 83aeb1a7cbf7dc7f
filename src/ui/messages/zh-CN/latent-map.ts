/** The words of the map of encodings and of the view of each latent, in Chinese. */
import type { mapAndUnitsText as en } from '../en/latent-map.ts'
import type { Words } from '../told.ts'
import { format as f, testImages } from './format.ts'
import { zh } from './spacing.ts'

/** Fashion-MNIST's classes have names; the others' are the digits. */
const FASHION = ['T 恤', '裤子', '套头衫', '连衣裙', '外套', '凉鞋', '衬衫', '运动鞋', '包', '短靴']

const axisName: (typeof en)['axisName'] = (axis) => {
  switch (axis.kind) {
    case 'latent':
      return `z${axis.latent + 1}`
    case 'principal':
      return `主方向 ${axis.place + 1}（占方差的 ${f.percent(axis.share)}）`
    case 'class':
      return '类别'
  }
}

const mapText = {
  className: ({ label, dataset }) => (dataset === 'fashion-mnist' && FASHION[label]) || String(label),
  classesShown: '显示的类别',
  mapLabel: ({ count, total, step, x, y }) =>
    zh`${testImages(count, total)}按后验均值所作的分布图，第 ${f.integer(step)} 步：横轴 ${x}，纵轴 ${y}`,
  mapKeys: '方向键在图上移动，按 Enter 将滑块设到最近的图像',
  mapEmpty: '测试图像编码后即显示于此。',
  mapFigureTitle: ({ step }) => `第 ${f.integer(step)} 步的测试图像编码`,
  mapCaption: ({ count, total, outside, step }) =>
    `${testImages(count, total)}的后验均值，第 ${f.integer(step)} 步${
      outside > 0 ? `，另有 ${f.integer(outside)} 张在图外` : ''
    }。圆：先验的 1σ 与 2σ。圆环：滑块。`,
  mapCaptionLine: ({ count, total, step }) =>
    `${testImages(count, total)}的后验均值，第 ${f.integer(step)} 步，每类一行。竖线：先验的 1σ 与 2σ。`,
  mapPrincipal: ({ shares }) =>
    `坐标轴为均值的两个主方向，分别占其方差的 ${f.percent(shares[0])} 与 ${f.percent(shares[1])}`,
  axisName,
  axisShort: (axis) => (axis.kind === 'principal' ? `主方向 ${axis.place + 1}` : axisName(axis)),
  axesKind: '图的坐标轴',
  axesPrincipal: '主方向',
  axesLatents: '任选两维',
  axisX: '横轴',
  axisY: '纵轴',
  mapDrawn: '同时显示',
  mapMeans: '均值',
  mapMeansHint: '每一类的均值',
  mapEllipses: '椭圆',
  mapEllipsesHint: '每张图像的后验，均值周围一个标准差',
  mapImage: ({ image }) => `测试图像 ${f.integer(image)}`,
  mapReading: ({ image, name }) => zh`测试图像 ${f.integer(image)}${name === null ? '' : `，${name}`}`,
  priorSigmas: ({ sigmas }) => `${f.integer(sigmas)} σ`,
  mapImageHeader: '测试图像',
  mapClassHeader: '类别',
} satisfies Partial<Words<typeof en>>

const unitsText = {
  unitsEmptyTitle: '尚未测量',
  unitsEmptyText: '测试图像编码后，每一维的 KL 即显示于此。',
  unitsPointTitle: '自编码器没有 KL',
  unitsPointText:
    '编码器输出的是点，它到先验的 KL 为无穷大，不计入目标函数。请选择高斯后验，以查看每一维的 KL。',
  unitsTotal: ({ kl }) => `${f.fixed(kl, 2)} nat（奈特）`,
  unitsTotalUnit: '每张图像的 KL',
  unitsCaption: ({ count, total, step }) =>
    `在${testImages(count, total)}上，第 ${f.integer(step)} 步，按活跃度排列。空心：不活跃，其均值对每张图像都相同。`,
  unitsLabel: '每一维的 KL',
  axisUnits: '潜变量各维，最活跃者在前',
  axisKl: 'KL，nat/张',
  unitReading: ({ latent, kl, activity, isActive }) =>
    `z${latent + 1}：KL ${f.fixed(kl, 3)} nat，活跃度 ${f.short(activity)}${isActive ? '' : '，不活跃'}`,
  aggregateLabel: ({ latent }) => `z${latent + 1} 的聚合后验与先验`,
  aggregatePosterior: ({ latent }) => `q(z${latent + 1})，对所有图像`,
  priorDensity: '先验 N(0, 1)',
  axisLatent: ({ latent }) => `z${latent + 1}`,
  axisDensity: '密度',
  aggregateCaption: ({ mean, deviation }) =>
    `均值 ${f.fixed(mean, 2)}，标准差 ${f.fixed(deviation, 2)}；先验的均值与标准差为 0 与 1。`,
  unitLatentHeader: '潜变量',
  unitKlHeader: 'KL（nat/张）',
  unitActivityHeader: '活跃度',
  unitMeanHeader: '聚合均值',
  unitSdHeader: '聚合标准差',
} satisfies Partial<Words<typeof en>>

export const mapAndUnitsText: Words<typeof en> = { ...mapText, ...unitsText }
