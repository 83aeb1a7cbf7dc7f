/** The ELBO is reconstruction minus KL: Chinese words. */
const { raw } = String

export const zhCN = {
  title: 'ELBO 等于重构项减去 KL 项',
  intro: raw`还是同一个 ELBO，换一种整理方式：一项要求编码足以重构图像，另一项要求它不携带多余信息。大数字下面的两条曲线就是它们。这里的期望都是有限的：对本实验室的解码器，$\log\lik$ 的增长不快于 $|z|^2$，而高斯分布 $\q$ 的各阶矩都存在。`,
  steps: {
    definition: {
      why: raw`这是拆分 $\log\evidence$ 时所命名的 ELBO，分式的对数写成了差。`,
      spoken: 'ELBO 是 x 与 z 的对数联合密度减去给定 x 时 z 的 q 的对数，在 z 采自 q 时的期望。',
    },
    'product-rule': {
      why: raw`模型分两步采样来产生图像，先是\term{prior}{从先验采样编码}，再是\term{likelihood}{给定编码采样像素}，因此联合密度是两者的乘积。`,
      spoken: '对数联合密度，等于给定 z 时 x 的对数似然，加上 z 的对数先验密度。',
    },
    insert: {
      why: raw`用上一行代替 $\log\joint$，并把 $z$ 的两个密度放在一起。`,
      spoken: 'ELBO 是对数似然加上先验除以 q 的对数，在 q 下的期望。',
    },
    split: {
      why: raw`两个期望都有限，和的期望等于期望的和；分式上下颠倒则变号。`,
      spoken: 'ELBO 等于对数似然在 q 下的期望，减去 q 除以先验的对数在 q 下的期望。',
    },
    'two-terms': {
      why: raw`按定义，第二个期望就是编码器的高斯分布到先验的 KL 散度；所示数值属于最新一步，单位为 nat/张，加起来正好相等。`,
      spoken: 'ELBO 等于重构项，即对数似然在 q 下的期望，减去从给定 x 时 z 的 q 到先验的 KL 散度。',
    },
    'energy-and-entropy': {
      why: raw`换一种拆法，以 $-\log\joint$ 为能量，ELBO 就是平均能量的相反数加上熵（即自由能的相反数），它奖励这样的 $q$：位于联合密度高的地方，又保持散开；熵（此处为各坐标独立的高斯分布的熵）使它不至于缩成最好的那一个编码。`,
      spoken:
        'ELBO 也等于对数联合密度在 q 下的期望，加上 q 的熵；此高斯分布的熵，是各潜变量的 2 pi e sigma 平方的对数之和的一半。',
    },
    objective: {
      why: raw`训练的目标可以用 $\beta$ 给 KL 加权，它是选定的数，不是推导出来的；$\beta = 1$ 时目标就是 ELBO 本身。`,
      spoken: '一张图像的目标 L beta x，是重构项减去 beta 乘以 KL 散度。',
    },
    loss: {
      why: raw`优化器求最小值，而从训练集中均匀抽取的 $B$ 张图像的小批量，其均值平均而言等于整个训练集的期望，因此损失取目标的相反数在小批量上的均值，其梯度是整个训练集梯度的无偏估计。`,
      spoken: '对 theta 和 phi，使如下的量最小：负的 B 分之一乘以小批量中 B 张图像的目标之和。',
    },
  },
  outro: raw`请看“证据下界”面板中的两条曲线。训练初期，\term{recon}{重构项}上升，\term{kl}{KL} 随之上升：编码开始携带信息，而携带信息有代价：KL 每增加一 nat，重构项至少要提高一 nat 才划算。改变 $\term{beta}{\beta}$，这一兑换比例就变了：两条曲线分开，而所显示的 \term{elbo}{ELBO} 始终取 $\beta = 1$，以便各次运行相互比较。像素服从伯努利分布时，概率至多为一，所以重构项从不为正；像素服从高斯分布时，它是对数密度，可以为正。`,
  exercise: {
    task: raw`请训练到两条曲线都变平，然后将 \term{beta}{β} 从 $1$ 提高到 $4$，继续训练。`,
    question: raw`\term{recon}{重构项}与 \term{kl}{KL} 会停在何处？`,
    choices: ['重构项升高，KL 降低', '两者都降低', '两者都升高'],
    because: raw`对更大的 $\beta$，最优处的 KL 不会更大，重构项也不会更高：若两者都更好，原来的最优就不是最优了。`,
  },
  reference: raw`Kingma & Welling，“Auto-encoding variational Bayes”，2013，arXiv:1312.6114，式 3（两项）与式 8（小批量）；能量与熵：Neal & Hinton，“A view of the EM algorithm that justifies incremental, sparse, and other variants”，1998。`,
}
