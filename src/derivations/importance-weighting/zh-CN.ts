/** The importance-weighted bound: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '重要性加权下界',
  intro: raw`先对 $K$ 个样本的权重取平均再取对数，$\log\evidence$ 的下界便随每个新增的样本变紧。梯度会怎样则不那么明显：解码器的梯度变好，编码器的梯度却被噪声淹没。数值取自最小的模型，$z\sim\N(0,1)$，$x\sim\N(z,1)$，$x = 2$，$q = \N(0.8,0.36)$，梯度对 $(\mu,\log\sigma)$ 求。`,
  steps: {
    bound: {
      why: raw`$K = 1$ 时它就是 ELBO；平均权重是 $\evidence$ 的无偏估计，因此由 Jensen 不等式，其对数的期望至多为 $\log\evidence$。`,
      spoken: 'L K 是 K 个权重的平均值的对数的期望，其中 w k 是 x 与 z k 的联合密度除以 q(z k)。',
    },
    'leave-one-out': {
      why: raw`$K+1$ 个权重的平均，等于各留出其中一个的 $K+1$ 个平均值的平均，因为每个权重恰好被留出一次。`,
      spoken: 'K 加一个权重的平均，等于对 j 取平均的、除 w j 之外 K 个权重的平均。',
    },
    tightens: {
      why: raw`该平均值的对数至少为各对数的平均，而后者各自的期望都是 $\mathcal{L}_K$：多一个样本绝不会使下界变松。`,
      spoken: 'L K 至多为 L K 加一，后者至多为对数证据。',
    },
    gradient: {
      why: raw`样本用重参数化得到时，和的对数的导数，是各项导数按其份额加权的平均；对解码器，同样的权重乘在 $\nabla_\theta\log p_\theta(x,z_k)$ 之前。`,
      spoken:
        'L K 的梯度，是对 k 求和的 w tilde k 乘以 w k 的对数对 gamma 的全导数的期望，其中 w tilde k 是 w k 除以权重之和。',
    },
    figures: {
      why: raw`下界向 $\log\evidence = -2.265512$ 上升，编码器的梯度随之变小，且比噪声小得更快：最后一行，即信号与噪声之比，按 $1/\sqrt K$ 下降，因为下界越好，编码器对它就越无关紧要。`,
      spoken:
        'K 为 1、2、3 时，下界为负 2.329764、负 2.306695、负 2.296392；对 mu 的梯度的期望为 0.4、0.266187、0.203953；其方差为 1.44、0.960965、0.741032；期望与标准差之比为 0.333、0.272、0.237。',
    },
  },
  outro: raw`因此更紧的下界并不就是更好的目标：它使解码器训练得更好，却使编码器训练得更差，除非换一种方式来写编码器的梯度，这正是后面两个推导所做的。重要性加权下界不得与 \term{elbo}{ELBO} 相比，不同的 $K$ 之间也不得相比，除非加以说明。`,
  exercise: {
    task: raw`设编码器就是真实后验，把 $K$ 从 $1$ 增大到 $50$。`,
    question: raw`下界会上升多少？`,
    choices: ['几 nat', '一点也不', '会下降'],
    because: raw`在真实后验处，每个权重都等于 $\evidence$，其平均也是，因此对每个 $K$ 都有 $\mathcal{L}_K = \log\evidence$：更多样本只对不精确的 $q$ 有用。`,
  },
  reference: raw`Burda, Grosse & Salakhutdinov，“Importance weighted autoencoders”，2015，arXiv:1509.00519，定理 1，式 8、14；信噪比：Rainforth 等，“Tighter variational bounds are not necessarily better”，2018，arXiv:1802.04537。`,
}
