/** The words of the dialog in which a chart is large, in Chinese. */
import type * as en from '../en/explore.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'

export const exploreText: Words<typeof en.exploreText> = {
  explore: '放大查看',
  exploreOf: ({ title }) => `放大查看：${title}`,
  exploreHint: '放大查看：缩放、比较数值、对数坐标、SVG',
  exploreStep: ({ step }) => `截至第 ${f.integer(step)} 步`,
  exploreRefresh: '刷新',
  exploreRefreshHint: '显示此后测得的数据',
  exploreClose: '关闭',
  exploreScale: ({ axis }) => `${axis} 轴刻度`,
  exploreZoom: '拖动可放大，双击显示全部。点击图例中的名称可隐藏对应曲线。',
  exploreTurn: '拖动可旋转，滚动可缩放。点击图例中的名称可隐藏对应内容。',
  explorePoint: '指向一个编码即可看到对应图像。',
  exploreWaiting: '正在加载绘图程序…',
  noExplore: '绘图程序未能加载。数据见 CSV 文件。',
  exploreNoSpace: '此浏览器在这里无法绘制三维图（没有 WebGL）。数据见 CSV 文件。',
  svg: 'SVG',
  svgHint: '将此图下载为 SVG',
  exploreAlong: ({ axis }) => `${axis} 轴方向`,
  exploreDirection: ({ place }) => `主方向 ${place}`,
  exploreModel: '模型',
  exploreShare: '概率',
  exploreChain: ({ chain }) => `第 ${chain} 条链`,
  surfaceTitle: '该图像的精确后验与编码器的近似后验（曲面）',
  exploreHeight: '高度',
  exploreDensity: '密度',
  exploreLogDensity: '对数密度',
  exactSurface: 'p(z|x)，精确',
  guessSurface: 'q(z|x)，编码器',
  densityPerArea: '密度（每单位面积）',
  logDensityPerArea: '对数密度（nat）',
}

export const plotWords: Words<typeof en.plotWords> = {
  Zoom: '框选放大',
  Pan: '平移',
  'Zoom in': '放大',
  'Zoom out': '缩小',
  'Reset axes': '重置坐标轴',
  'Show closest data on hover': '显示最近的点',
  'Compare data on hover': '在同一位置比较',
  'Toggle Spike Lines': '到坐标轴的辅助线',
  'Orbital rotation': '自由旋转',
  'Turntable rotation': '保持竖直旋转',
  'Reset camera to default': '重置视角',
}
