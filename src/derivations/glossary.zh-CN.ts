/** What the words of glossary.ts mean, in Chinese. */
import type { WordId, WordText } from './glossary.ts'

export const glossaryZhCN: Readonly<Record<WordId, WordText>> = {
  elbo: {
    word: '证据下界 ELBO',
    text: '不超过 log p(x)，即模型赋予图像的概率的对数。训练使它增大。它等于重构项减去 KL。',
  },
  nats: {
    word: 'nat（奈特）',
    text: '自然对数的单位：1 nat 约为 1.44 比特。某张图像的对数概率低 1 nat，即模型认为它出现的概率只有 e = 2.72 分之一。',
  },
  'held-out': {
    word: '留出集',
    text: '在测试图像上测得，这些图像从不用于训练。它说明模型学到了什么，而不只是记住了什么。',
  },
  reconstruction: {
    word: '重构项',
    text: '给定为某张图像采样的编码时，解码器赋予该图像的对数概率：log p(x|z) 在编码器的 q(z|x) 下的期望，单位为 nat/张。越高越好。',
  },
  kl: {
    word: 'KL 散度',
    text: '编码器为图像给出的 q(z|x) 到先验的 Kullback–Leibler 散度，单位为 nat：编码携带多少关于图像的信息。它从不为负，并从 ELBO 中扣除。',
  },
  'score-function': {
    word: '得分函数',
    text: '一种梯度估计量，又称 REINFORCE：采样编码，用 f(z) 对 log q(z|x) 的梯度加权。它只需要 f 的值，也适用于离散编码，但噪声很大。',
  },
  reparameterization: {
    word: '重参数化',
    text: '一种梯度估计量：把编码写成 mu + sigma 乘以标准正态噪声，梯度便可经由采样出的编码传到编码器。',
  },
  variance: {
    word: '梯度的方差 V',
    text: '一次随机的梯度估计与所有此类估计的均值相距多远：各坐标方差之和，即协方差矩阵的迹 tr Cov。两个无偏估计量的差别仅在于此。',
  },
  interval: {
    word: '95% 区间',
    text: '采样次数有限，方差本身也只能粗略得知。以此方式得到的区间，在 95% 的情况下包含真实值（就这一批图像而言）。',
  },
  'noise-to-signal': {
    word: '噪声 / 信号',
    text: '方差除以平均梯度长度的平方。等于 1 时，噪声与梯度一样大；远大于 1 时，单独一步的方向基本是随机的。',
  },
  'cost-weighted': {
    word: 'V × 代价',
    text: '方差乘以每张图像所需的解码次数：在每种估计量上花费同样的计算量时剩下的方差。',
  },
  'between-batches': {
    word: '批次之间',
    text: '由小批量中恰好有哪些图像带来的方差，不含采样编码的噪声。无论用哪种估计量训练，它都存在。',
  },
  'latent-space': {
    word: '潜空间',
    text: '编码 z 所在的空间，每张图像对应其中的几个数。编码器把图像变成其中的一个区域，解码器把其中任意一点变成图像。',
  },
  prior: {
    word: '先验',
    text: '看到图像之前编码的分布 p(z)，此处为标准正态分布。对它的采样解码即得到新图像。',
  },
  active: {
    word: '活跃',
    text: '若某个潜变量的后验均值随图像而变（方差大于 0.01），它就是活跃的。模型不使用其余的潜变量：它们的 q(z|x) 就是先验。',
  },
  traversal: {
    word: '潜变量遍历',
    text: '编码的一个坐标从一端移到另一端，其余坐标不变：每一行图像显示该潜变量代表什么。',
  },
  baseline: {
    word: '基线',
    text: '在 f(z) 对得分加权之前从中减去的数。它不改变梯度的期望，却能去掉 f 中较大的常数带来的噪声。',
  },
  samples: {
    word: '每张图像的采样数 L',
    text: '每一步为每张图像采样的编码个数，梯度对它们取平均。采样噪声按 1/L 下降，计算量随 L 增长。',
  },
  'learning-rate': {
    word: '学习率',
    text: '每一步沿梯度走多远。学习率较小时，噪声在更多步之间相互抵消，但训练更慢。',
  },
  'kl-term': {
    word: 'KL 项',
    text: 'KL 的梯度如何计算：用公式精确计算，或与其余部分使用相同的采样。',
  },
  posterior: {
    word: '近似后验',
    text: 'q(z|x) 所属的分布族，即编码器为图像给出的编码分布：高斯、单点（普通自编码器）、比特或类别。',
  },
  objective: {
    word: '目标函数',
    text: '训练所增大的量：ELBO，或按重要性对多个样本加权、更紧的 log p(x) 下界。',
  },
  beta: {
    word: '权重 β',
    text: '训练目标中 KL 的权重。大于 1 时编码携带的图像信息较少，小于 1 时较多。显示的 ELBO 始终取 1。',
  },
  temperature: {
    word: '温度 τ',
    text: '离散编码的松弛采样离其取值有多远：温度低则近乎离散而噪声大，温度高则平滑而有偏。',
  },
  annealing: {
    word: '退火',
    text: '训练中逐渐降低温度：第 t 步为 τ exp(−r t)，但不低于最低温度；先有平滑的梯度，后有近乎离散的编码。',
  },
  probe: {
    word: '方差探针',
    text: '实验室中负责测量的部分：在相同的权重、图像和噪声下测量每种估计量的方差，无论用哪种训练。',
  },
  latents: {
    word: '潜变量维数',
    text: '编码 z 的坐标个数。取 2 时，整个潜空间可以画成一个平面。',
  },
}
