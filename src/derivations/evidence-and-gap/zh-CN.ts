/** The log evidence is the ELBO plus a gap: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '对数证据 = ELBO + 间隙',
  intro: raw`对数证据 $\log\evidence$ 算不出来，却可以精确地拆成两部分：一部分可由编码器的采样来估计，另一部分从不为负。整个过程没有任何近似。$x$ 是一张图像；$\Eq$ 是对编码 $z \sim \q$ 求期望；先验、似然与 $\q$ 对每个 $z$ 都为正，本实验室中正是如此，因此下面的对数都是有限的。`,
  steps: {
    definition: {
      why: raw`这是从 $\term{posterior}{\q}$ 到真实后验的 Kullback–Leibler 散度的定义；它不是距离，因为两个密度互换后其值会变，而取这个方向，是因为我们能够采样的是 $\q$，可以求它之下的期望。`,
      spoken: '从给定 x 时 z 的 q 到后验的 KL 散度，是 q 除以后验的对数在 q 下的期望。',
    },
    bayes: {
      why: raw`贝叶斯公式 $\post = \joint/\evidence$ 取对数：真实后验是联合密度除以证据，前者解码器能算，后者不能。`,
      spoken: '给定 x 时 z 的对数后验，等于 x 与 z 的对数联合密度减去 x 的对数证据。',
    },
    insert: {
      why: raw`用上一行代替 $\log\post$。`,
      spoken: '于是该 KL 散度是两项在 q 下的期望：q 除以联合密度的对数，加上对数证据。',
    },
    constant: {
      why: raw`$\log\evidence$ 与 $z$ 无关，所以它在 $\q$ 下的期望就是它自己；在期望中余下的部分里，分式上下颠倒则变号。`,
      spoken: '于是该 KL 散度等于负的如下期望：联合密度除以 q 的对数在 q 下的期望；再加上对数证据。',
    },
    name: {
      why: raw`余下的期望得名证据下界（evidence lower bound）：其中的密度都能算，所以编码器的采样可以估计它。`,
      spoken: 'ELBO 的定义是：联合密度除以 q 的对数在 q 下的期望。',
    },
    equality: {
      why: raw`解出 $\log\evidence$，得到一个等式，对任何编码器都成立，不论好坏；所示数值属于二维潜变量模型中的一张测试图像，此时 $z$ 上的网格使三者都能算出。`,
      spoken: '该图像的对数证据，等于 ELBO 加上间隙，间隙即从 q 到真实后验的 KL 散度。',
    },
    nonnegative: {
      why: raw`由于 $-\log t \ge 1 - t$ 且仅在 $t = 1$ 时取等号，又由于 $\Eq[\post/\q] = \int\post\dz = 1$，间隙至少为零，且仅当 $\q = \post$ 对几乎所有 $z$ 成立时为零。`,
      spoken: 'KL 散度是后验与 q 之比的负对数在 q 下的期望；它至少为一减去该比值的期望，即零。',
    },
    bound: {
      why: raw`对数证据等于 ELBO 加一个非负数，故 ELBO 不超过它，“下界”仅此之意。`,
      spoken: 'ELBO 至多等于对数证据。',
    },
    'encoder-gradient': {
      why: raw`$\log\evidence$ 含有解码器而不含编码器，因此对 $\phi$ 的梯度为零：对编码器而言，增大 ELBO 与缩小间隙是一回事。`,
      spoken: 'ELBO 对编码器参数 phi 的梯度，等于间隙对 phi 的梯度的相反数。',
    },
    'two-causes': {
      why: raw`以 $p$ 简记 $\post$，以 $\mathcal{Q}$ 记所有各坐标独立的高斯分布，第一部分来自分布族的限制（近似间隙），第二部分同样从不为负，来自编码器未达到族内最优（摊销间隙），因为一个网络必须服务所有图像，而且可能尚未学完。`,
      spoken:
        '间隙分为两部分：该族中任何高斯分布所能达到的最小 KL 散度，加上编码器的高斯分布超出这一最小值的部分。',
    },
  },
  outro: raw`训练时只看得到 ELBO，而它上升可以有两个原因：模型更能解释图像（$\term{log-evidence}{\log\evidence}$ 上升），或编码器更接近后验（\term{gap}{间隙}缩小）。要分清是哪一个，请将\term{latent}{潜变量}设为二维，训练，再在潜空间中打开一张图像的精确后验：$\post$ 的等高线与编码器的椭圆并列，旁边是 $\log\evidence$、\term{exact-elbo}{ELBO} 与间隙的数值。若等高线弯曲或有两个峰，椭圆无法贴合，就是最后一行的第一部分；若椭圆的位置不对，就是第二部分。`,
  exercise: {
    task: raw`请将\term{latent}{潜变量}设为二维，训练，暂停，计算一张图像的精确后验。然后\term{freeze}{冻结解码器}，再训练几百步，重新计算。`,
    question: raw`该图像的 $\log\evidence$ 会怎样？`,
    choices: ['上升', '下降', '不变'],
    because: raw`$\log\evidence$ 只含解码器的权重，而它们没有变；ELBO 可能上升，\term{gap}{间隙}便恰好缩小同样多。`,
  },
  reference: raw`Jordan, Ghahramani, Jaakkola & Saul，“An introduction to variational methods for graphical models”，Machine Learning 37，1999；Kingma & Welling，“Auto-encoding variational Bayes”，2013，arXiv:1312.6114，第 2.2 节，式 1、2；间隙的两个原因：Cremer, Li & Duvenaud，“Inference suboptimality in variational autoencoders”，2018，arXiv:1801.03558。`,
}
