/** The Gumbel-max trick: Chinese words. */
const { raw } = String

export const zhCN = {
  title: 'Gumbel-max 技巧',
  intro: raw`从几个类别之一采样可以这样做：给每个 logit 加上独立的、分布固定的噪声，取最大者。它是 $z = \mu+\sigma\eps$ 的离散对应，也是 Gumbel-Softmax 的起点。下面说明它为何正确。$\gamma_k$ 是各类别的 logit，$S = \sum_j e^{\gamma_j}$，$\pi = \operatorname{softmax}\gamma$。`,
  steps: {
    gumbel: {
      why: raw`$G\le g$ 即 $u\le e^{-e^{-g}}$，其概率就是该数；这就是 Gumbel 分布，即许多样本中最大者的分布，而 $-\log u$ 服从指数分布。`,
      spoken: 'G 等于负的 log 负 log u，u 为均匀随机数；G 至多为 g 的概率，是 e 的负 e 的负 g 次方次方。',
    },
    largest: {
      why: raw`每个类别有各自独立的噪声，和最大的类别就是样本。`,
      spoken: 'k 星是 gamma k 加 G k 最大的类别，M 是这个最大值。',
    },
    others: {
      why: raw`类别 $k$ 以值 $m$ 胜出，当且仅当其余的和都不超过 $m$，而各噪声独立，所以概率相乘。`,
      spoken: '其余各和都至多为 m 的概率，是对其余类别的 e 的负 e 的 gamma j 减 m 次方次方之积。',
    },
    joint: {
      why: raw`前两个因子是 $\gamma_k+G_k$ 在 $m$ 处的密度，即其分布函数的导数；各指数相加得到 $S$。`,
      spoken:
        'k 星等于 k 且 M 等于 m 的联合密度，是 e 的 gamma k 减 m 次方，乘以 e 的负 S 乘以 e 的负 m 次方次方。',
    },
    proof: {
      why: raw`取 $t = e^{-m}$，积分是初等的，类别 $k$ 的概率就是它的 softmax 概率，证毕。`,
      spoken:
        'k 星等于 k 的概率，是 e 的 gamma k 减 m 次方乘以 e 的负 S 乘以 e 的负 m 次方次方对 m 的积分，等于 e 的 gamma k 次方除以 S，即 pi k。',
    },
    independent: {
      why: raw`联合密度是乘积，因此哪个类别胜出与胜者有多大相互独立，而 $M-\log S$ 仍服从 Gumbel 分布：先采样 $M$，就能作条件采样。`,
      spoken: '联合密度等于 pi k 乘以 S 乘以 e 的负 m 次方，再乘以 e 的负 S 乘以 e 的负 m 次方次方。',
    },
    'two-classes': {
      why: raw`只有两个类别时只看差，以 logit $\gamma$ 与 $0$ 用此技巧即得 $P(G_1+\gamma > G_0) = \pi$：比特由逻辑斯谛噪声 $\log u-\log(1-u)$ 采样。`,
      spoken: '两个 Gumbel 数之差服从逻辑斯谛分布：它至多为 x 的概率，是一除以一加 e 的负 x 次方。',
    },
    'still-a-step': {
      why: raw`噪声现在与 $\gamma$ 分开了，正如重参数化所要求的，但取最大者是阶梯函数：除非两个和相等，$\gamma$ 的微小变化什么也不改变。`,
      spoken: '除非其中两个和相等，k 星对 gamma 的导数为零。',
    },
  },
  outro: raw`因此这个技巧给出的是样本，而不是梯度。它所准备的是下一步：把取最大者换成其光滑的版本，后者的导数存在。写成代码时要小心噪声：$u$ 绝不能为 $0$ 或 $1$，在单精度下两侧的尾部各需一个公式。\term{estimator-score}{得分函数}则不需要这些。`,
  exercise: {
    task: raw`给所有 logit 加上同一个数，例如 $5$，噪声不变。`,
    question: raw`会采样到哪个类别？`,
    choices: ['与之前相同', '也许是另一个'],
    because: raw`所有的和都增加 $5$，最大者仍是同一个：与 softmax 一样，logit 只在相差一个公共常数的意义下起作用。`,
  },
  reference: raw`Gumbel，“Statistical theory of extreme values and some practical applications”，1954；证明与用途：Maddison, Tarlow & Minka，“A* sampling”，2014，arXiv:1411.0030；Jang, Gu & Poole，“Categorical reparameterization with Gumbel-Softmax”，2016，arXiv:1611.01144；Maddison, Mnih & Teh，“The Concrete distribution”，2016，arXiv:1611.00712。`,
}
