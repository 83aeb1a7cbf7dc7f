/** The words of the latent space's views, in Chinese: one image, two images, the exact posterior, decoded points. */
import type { viewsText as en } from '../en/latent-views.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'
import { zh } from './spacing.ts'
import { testImages } from './format.ts'

type Part = Partial<Words<typeof en>>

const nats = (value: number) => f.fixed(value, 2)

const pickText = {
  pickGroup: '测试图像',
  pickPrevious: '上一张',
  pickNext: '下一张',
  pickRandom: '随机',
  pickDrawn: '手写的数字',
  pickClass: '数字',
  pickAnyClass: '任意数字',
  pickOneClass: ({ label }) => `只看 ${label}`,
  pickNone: '未选图像',
  pickTest: ({ image, label }) =>
    `测试图像 ${f.integer(image)}${label === undefined ? '' : `，数字 ${label}`}`,
  pickOwn: '您手写的图像',
} satisfies Part

const drawText = {
  pad: '手写数字的画板',
  padHint: '写一个数字',
  padKeys: '供鼠标、触控笔或手指使用。若用键盘，请改选一张测试图像：画板旁的各视图同样会显示它。',
  padStrokes: ({ strokes }) => (strokes === 0 ? '尚未落笔' : `${f.integer(strokes)} 笔`),
  padClear: '清除',
  padUndo: '撤销一笔',
  padUse: '使用手写图像',
  encoderSees: '编码器的输入',
  encoderSeesAlt: ({ what }) => zh`编码器的输入：${what}，28 × 28 像素`,
  reconstruction: '重构',
  reconstructionAlt: ({ what }) => zh`模型对${what}的重构`,
  nothingSeen: '尚无图像',
  posteriorDraws: 'q(z|x) 的采样及其解码',
  posteriorDrawsAlt: ({ count }) => `由编码器后验的采样解码出的 ${f.integer(count)} 张图像`,
  posteriorOf: ({ shown, latents }) =>
    shown === latents ? 'q(z|x)：均值 ± 标准差' : `q(z|x)：最活跃的 ${f.integer(shown)} 维的均值 ± 标准差`,
  posteriorPoint: ({ shown, latents }) =>
    shown === latents ? '编码（一个点）' : `编码（一个点）：最活跃的 ${f.integer(shown)} 维`,
  posteriorPriorNote: '灰色：先验的 ±1',
  latentValue: ({ mean, sd }) => `${f.fixed(mean, 2)} ± ${f.fixed(sd, 2)}`,
  latentPoint: ({ mean }) => f.fixed(mean, 2),
} satisfies Part

const betweenText = {
  betweenEmptyTitle: '在两张图像之间插值',
  betweenEmptyText: '请选两张图像。模型对潜空间中两者之间的直线解码；像素空间中的直线只是淡入淡出。',
  betweenAny: '随机两张',
  betweenFrom: '起',
  betweenTo: '止',
  betweenEnd: ({ end }) => (end === 'from' ? '第一张图像' : '第二张图像'),
  betweenLatent: '潜空间中',
  betweenPixels: '像素空间中',
  betweenLatentAlt: ({ count }) => `沿两个后验均值之间的直线解码出的 ${f.integer(count)} 张图像`,
  betweenPixelsAlt: ({ count }) => `沿两张图像之间的直线逐像素插值的 ${f.integer(count)} 张图像`,
  betweenPlace: '两者之间的位置',
  betweenPlaceText: ({ percent }) => `行至 ${f.integer(percent)}%`,
  betweenCaption: ({ distance, step }) =>
    `两个均值在 z 中相距 ${f.fixed(distance, 2)}。约在第 ${f.integer(step)} 步解码。拖动手柄会设定滑块。`,
} satisfies Part

const exactEmptyText = {
  exactEmptyTitle: '精确后验',
  exactEmptyText:
    '潜变量为二维时，可在平面上积分求出 p(z|x)。请选一张图像，将它与编码器的近似 q(z|x) 比较，并得到精确的 log p(x)。',
  exactMeasure: '计算 p(z|x)',
  exactAgain: '重新计算',
  exactAny: '随机取一张测试图像',
  integrating: '积分中',
  integratingPoints: ({ done, total }) =>
    total > 0 ? `${f.integer(done)} / 约 ${f.integer(total)} 个点` : '积分中…',
  exactOnlyTwoTitle: '仅限二维潜变量',
  exactOnlyTwoText: ({ latents }) =>
    `log p(x) 是对 z 的积分，在网格上计算。平面上数千个点就足够；在 ${f.integer(latents)} 维中，任何网格都不够细。`,
  exactSetTwo: '将潜变量维数设为 2',
  exactWaits: '下次重置后，潜变量维数为 2：新建模型，本次运行以浅色曲线留在图中。',
  exactPointTitle: '自编码器没有后验',
  exactPointText:
    '编码器输出的是点而非分布：没有 q(z|x) 可与 p(z|x) 比较，也没有下界。请选择高斯后验以查看它们。',
} satisfies Part

const exactText = {
  exactOtherTitle: '此潜变量族没有精确后验',
  exactOtherText: '实验室只计算高斯潜变量的精确后验。选择高斯后验即可查看。',
  exactScale: '比例',
  exactNear: '放大',
  exactFar: '连同先验',
  exactPlaneAlt: ({ mean, sd, gap }) =>
    zh`z 平面上的精确后验，其上为编码器的高斯分布：均值 ${mean}，标准差 ${sd}；两者之间的 KL 散度为 ${gap} nat`,
  exactLegend: '图例',
  exactRegions: 'p(z|x)，精确：含 50、90、99% 的概率',
  exactGuess: 'q(z|x)，编码器：1σ、2σ',
  exactPrior: 'p(z)，先验：1σ、2σ',
  exactImageAlt: ({ what }) => zh`图像 x：${what}`,
  exactBarsLabel: 'log p(x) 及其组成，单位为 nat',
  exactBarsTitle: 'log p(x) = ELBO + KL(q(z|x) ‖ p(z|x))',
  exactTerm: ({ part }) =>
    ({
      recon: 'E log p(x|z)',
      kl: '− KL(q ‖ p(z))',
      elbo: '= ELBO',
      gap: '+ KL(q ‖ p(z|x))',
      evidence: '= log p(x)',
    })[part],
  exactTermName: ({ part }) =>
    ({
      recon: '重构项 E_q[log p(x|z)]',
      kl: 'KL(q(z|x) || p(z))',
      elbo: 'ELBO',
      gap: 'KL(q(z|x) || p(z|x))',
      evidence: 'log p(x)',
    })[part],
  exactValue: ({ value }) => nats(value),
  exactWhole: '自 0 起',
  exactNearBy: ({ times }) => `放大 ${f.times(times)} 倍`,
  exactCheckName: ({ draws }) => `${f.integer(draws)} 次采样的 ELBO`,
  exactCheck: ({ elbo, error, draws, off }) =>
    `验证：由 q(z|x) 的 ${f.integer(draws)} 次随机采样得到的 ELBO 为 ${nats(elbo)} ± ${f.short(error)}，与积分值相差 ${f.fixed(off, 1)} 个标准误。`,
  exactSmallPrint: ({ error, evaluations, step }) =>
    `单位为 nat，第 ${f.integer(step)} 步。对 z 作数值积分，解码了 ${f.integer(evaluations)} 个点；估计误差 ${f.scientific(error)} nat。`,
  exactCsvRow: ({ row }) =>
    ({
      check: '蒙特卡洛 ELBO',
      checkError: '蒙特卡洛 ELBO 的标准误',
      draws: '蒙特卡洛 ELBO 的采样次数',
      error: '数值积分的误差',
      points: '数值积分的点数',
      step: '步数',
    })[row],
  exactCsvHeader: ({ column }) => ({ term: '项', value: '值', unit: '单位' })[column],
  exactCsvUnit: ({ unit }) => ({ nats: 'nat（奈特）', count: '个' })[unit],
  exactDensityHeader: 'log p(z|x)（nat，每单位面积）',
  gapTitle: 'log p(x) 与 ELBO 的平均间隙',
  gapLabel: '测试图像上 KL(q(z|x) ‖ p(z|x)) 的均值随步数的变化',
  gapName: 'KL(q(z|x) ‖ p(z|x))',
  gapAxis: '平均间隙（nat）',
  gapImagesHeader: '测试图像数',
  gapHeader: ({ name }) => zh`${name} 的均值（nat）`,
  gapEmpty: '训练期间只要此视图开着，每隔几秒测量一次。',
  gapCaption: ({ images, total }) => `log p(x) − ELBO：${testImages(images, total)}的均值及其 95% 区间。`,
} satisfies Part

const sheetText = {
  manifoldAlt: ({ rows, columns, step }) =>
    `在 z 平面上解码出的 ${f.integer(rows)} × ${f.integer(columns)} 张图像，约在第 ${f.integer(step)} 步`,
  traversalAlt: ({ rows, columns, step }) =>
    `${f.integer(rows)} 个潜变量，各取 −3 到 3 的 ${f.integer(columns)} 个值并解码，约在第 ${f.integer(step)} 步`,
  manifoldCaption: '在 N(0, I) 的分位点上解码：每张图像代表先验中相等的概率',
  traversalCaption: '每行：一个潜变量从 −3 到 3，其余停在滑块所在处；最活跃者在前',
  sheetKeys: '指向图像或按方向键；单击或按 Enter 将滑块设到那里',
  sheetAt: ({ z }) => z.map(({ latent, value }) => `z${latent} = ${f.fixed(value, 2)}`).join('，'),
  sheetPlace: '图版上的位置',
  sheetCodes: '测试图像',
  sheetPoint: '滑块',
} satisfies Part

export const viewsText: Words<typeof en> = {
  ...pickText,
  ...drawText,
  ...betweenText,
  ...exactEmptyText,
  ...exactText,
  ...sheetText,
}
