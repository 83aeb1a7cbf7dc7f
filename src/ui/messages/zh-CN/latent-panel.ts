/** The words of the latent space's panel, in Chinese: its views and the sliders. */
import type { panelText as en } from '../en/latent-panel.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'

export const panelText: Words<typeof en> = {
  latentViews: '潜空间的视图',
  latentView: ({ view }) =>
    ({
      map: '编码',
      units: '各维 KL',
      posterior: '精确后验',
      draw: '手写数字',
      between: '插值',
      compare: '比较',
    })[view],
  latentName: ({ latent }) => `z${latent}`,
  sliders: '潜空间的滑块',
  decodedAlt: ({ point }) =>
    point.length <= 3
      ? `在 ${point.map((z, j) => `z${j + 1} ${f.fixed(z, 2)}`).join('，')} 处解码的图像`
      : '在滑块所在处解码的图像',
  activeCount: ({ active, latents }) => `${f.integer(active)} / ${f.integer(latents)} 维活跃`,
  activeHint: '若某一维的后验均值随图像而变（方差大于 0.01），则该维活跃。滑块按此方差排列。',
  showInactive: ({ count }) => `显示不活跃的 ${f.integer(count)} 维`,
  hideInactive: '隐藏不活跃的维',
  toOrigin: '原点',
  toOriginHint: '所有滑块归 0，即先验的中心',
  toRandom: '随机采样',
  toRandomHint: '将滑块设为先验 N(0, I) 的一次采样',
  toAnyImage: '测试图像',
  toAnyImageHint: '将滑块设为随机一张测试图像的后验均值',
  undoMove: '撤销',
  undoMoveHint: '滑块回到先前的位置',
}
