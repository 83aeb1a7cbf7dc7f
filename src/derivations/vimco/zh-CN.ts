/** The score function for K draws (VIMCO): Chinese words. */
const { raw } = String

export const zhCN = {
  title: 'K 个样本的得分函数（VIMCO）',
  intro: raw`离散编码没有路径，但仍想用重要性加权下界。得分函数可以用，只是全部 $K$ 个样本会共用一个信号，即平均权重的对数。VIMCO 为每个样本给出各自的基线，由其他样本构成。$\hat L = \log\frac1K\sum_kw_k$，$\tilde w_k = w_k/\sum_jw_j$，$s_k = s(z_k)$。`,
  steps: {
    'two-terms': {
      why: raw`乘积法则：$\gamma$ 改变全部 $K$ 个样本的分布，其得分相加；它又在权重之中。`,
      spoken:
        'L K 的梯度，等于 L hat 乘以得分之和的期望，加上对 k 求和的 w tilde k 乘以 w k 的对数在 z k 固定时的梯度的期望。',
    },
    'second-term': {
      why: raw`位置固定时，只有分母中的 $q$ 含有 $\gamma$；与 ELBO 不同（在那里它的期望为零），这一项必须保留，因为 $\tilde w_k$ 依赖 $z_k$。`,
      spoken:
        'z k 固定时，w k 的对数的梯度是负的得分，因此 L K 的梯度，是对 k 求和的 L hat 减 w tilde k 之差乘以得分的期望。',
    },
    others: {
      why: raw`若第 $k$ 个样本是一个普通的样本，$\hat L$ 会是多少：它的权重换成其他权重的几何平均，后者与 $z_k$ 无关，因此可以减去。`,
      spoken: 'L hat 负 k，是 K 分之一乘以其他权重之和加其他权重的几何平均，再取对数。',
    },
    vimco: {
      why: raw`每个样本按它给下界增加了多少来评价：无偏，不需要路径，也不需要学习基线，至少需要两个样本，与留一法相同。`,
      spoken: 'VIMCO 估计，是对 k 求和的 L hat 减 L hat 负 k 再减 w tilde k，乘以得分。',
    },
    table: {
      why: raw`此处存在路径，而两者相差不大：对后验附近的一维高斯潜变量，带这种基线的得分函数是有力的对手。`,
      spoken:
        '均值为 0.8、标准差为 0.6、K 等于 2 时，期望为 0.266187 与 0.217099；VIMCO 的方差为 1.153333 与 0.878716，路径估计的为 0.960965 与 0.790415。',
    },
  },
  outro: raw`若 KL 带权重 $\beta$，最后一项为 $-\beta\,\tilde w_ks_k$。公开的代码中常见两个错误：丢掉 $-\tilde w_k s_k$，使梯度有偏；计算 $\tilde w_k$ 与 $\hat L_{-k}$ 时没有提出最大的权重，造成溢出。`,
  exercise: {
    task: raw`在真实后验处，所有权重相等，从估计中去掉 $-\tilde w_k s_k$。`,
    question: raw`那里会有什么变化？`,
    choices: ['期望', '只有噪声', '变成无穷大'],
    because: raw`在真实后验处 $\tilde w_k = 1/K$ 为常数，因此去掉的部分期望为零；此时 $\hat L-\hat L_{-k} = 0$，VIMCO 在那里的噪声全部来自这一项。在别处，期望也会改变。`,
  },
  reference: raw`Mnih & Rezende，“Variational inference for Monte Carlo objectives”，2016，arXiv:1602.06725，算法 1。`,
}
