/** The words of the latent space where latents are bits or classes, in Chinese. */
import type { codesText as en } from '../en/latent-codes.ts'
import type { Words } from '../told.ts'
import { format as f, testImages } from './format.ts'
import { written } from './latent-code-sliders.ts'

export const codesText: Words<typeof en> = {
  codeRows: 'q(z|x)：每个取值的概率',
  codeRowsNote: ({ values }) => `条形：0 到 ${f.integer(values - 1)}；右侧：最可能的取值`,
  codeValueShare: ({ value, share }) => `${f.integer(value)}：${f.fixed(share, 2)}`,
  codeUnitReading: ({ latent, kl, most }) =>
    `z${latent + 1}：KL ${f.fixed(kl, 3)} nat，至多 ${f.fixed(most, 3)}`,
  codeUnitsCaption: ({ count, total, step, values }) =>
    `到均匀先验的 KL，${testImages(count, total)}的均值，第 ${f.integer(step)} 步。有 ${f.integer(values)} 个取值的潜变量至多携带 ln ${f.integer(values)} nat。`,
  codebookAlt: ({ states, step }) => `全部 ${f.integer(states)} 个编码的解码，约在第 ${f.integer(step)} 步`,
  codebookCaption:
    '全部编码，按计数顺序排列。条形：聚合后验；变暗：闲置，对任何图像都不是最可能；圆环：所选编码',
  codeStepsAlt: ({ rows, columns, step }) =>
    `${f.integer(rows)} 个潜变量，各取 ${f.integer(columns)} 个值并解码，约在第 ${f.integer(step)} 步`,
  codeStepsCaption: '每行：一个潜变量依次取其各值，其余停在所选编码',
  codeAt: ({ z }) => z.map(({ latent, value }) => `z${latent} = ${f.integer(value)}`).join('，'),
  codePoint: '所选编码',
  codebookMass: ({ mass, images }) => `聚合后验 ${f.fixed(mass, 4)}；对 ${f.integer(images)} 张图像最可能`,
  codebookPrior: ({ states }) => `先验各 ${f.fixed(1 / states, 4)}`,
  codebookUsed: ({ used, dead }) => `使用 ${f.integer(used)} 个，闲置 ${f.integer(dead)} 个`,
  codebookUsedHint: ({ images }) =>
    `若某编码对 ${f.integer(images)} 张测试图像中的至少一张最可能，则为使用中，否则为闲置（变暗）。条形：聚合后验。`,
  codeExactText:
    '状态不多的编码可以枚举：p(s|x) 与 log p(x) 都是对所有状态的求和。请选一张图像，将 p(s|x) 与编码器的 q(s|x) 比较。',
  codeNoWaysTitle: '三种方法只用于两个实数潜变量',
  codeNoWaysText:
    '此视图中求最大值的上升、马尔可夫链和高斯近似都在实数平面上移动。离散编码的各状态之间没有可移动的空间；状态不多时，“log p(x)”视图对所有状态求和，给出精确后验。',
  codeTooManyTitle: '状态太多，无法枚举',
  codeTooManyText: ({ states, most }) =>
    `log p(x) 是对 ${f.short(states)} 个状态的求和；实验室至多枚举 ${f.integer(most)} 个。请减少潜变量维数或类别数。`,
  codeProbable: '最可能的状态',
  codeColumn: '状态 s',
  codeWritten: ({ point }) => written(point),
  codeShare: ({ share }) => f.fixed(share, 3),
  codeSmallPrint: ({ states, step }) =>
    `单位为 nat，第 ${f.integer(step)} 步。精确值：对 ${f.integer(states)} 个状态求和。`,
  axisCodeUnits: '潜变量各维',
  codeMapAlt: ({ states, images, step }) =>
    `${f.integer(states)} 个编码，每个附有以其为最可能编码的图像的类别；${f.integer(images)} 张测试图像，第 ${f.integer(step)} 步`,
  codeMapCell: ({ code, images, mass }) =>
    `${code}：是 ${f.integer(images)} 张图像的最可能编码，聚合后验 ${f.fixed(mass, 4)}`,
  codeMapPurity: ({ share, images, step }) =>
    `已知编码时，取该编码图像中最常见的类别，对 ${f.integer(images)} 张测试图像中的 ${f.percent(share)} 正确（第 ${f.integer(step)} 步）。`,
  codeMapCaption:
    '每个编码一格，顺序与码本相同：前一半潜变量逐行变化，后一半逐列变化。方块的面积为以该编码为最可能编码的图像数，颜色为其类别。圆点：闲置编码。',
  codeMapEmpty: '测试图像的编码将显示在此',
  codeMapTitle: ({ step }) => `各类别的编码，第 ${f.integer(step)} 步`,
  codeStateHeader: '编号',
  codePriorHeader: '先验',
  codeMassHeader: '聚合后验',
  codeModesHeader: '以其为最可能编码的图像数',
  codeClassHeader: ({ label }) => `其中类别 ${f.integer(label)}`,
}
